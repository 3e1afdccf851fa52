using System.Collections;
using System.Reflection;

namespace Keras.Generators.Tests;

/// <summary>Walks everything that a value reaches.</summary>
internal static class ObjectGraph
{
    /// <summary>Fails where the value reaches an object of Roslyn: it would keep a compilation alive and never be equal to a new one.</summary>
    public static void AssertFreeOfRoslyn(object value)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Visit(value, value.GetType().Name, seen);
        Assert.NotEmpty(seen);
    }

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || value is Type || !seen.Add(value)) return;
        var type = value.GetType();
        Assert.False(
            type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true, $"{path} is a {type.FullName}.");
        Assert.False(value is Delegate, $"{path} is a delegate, which may hold anything.");
        if (value is IEnumerable items)
            foreach (var (item, i) in items.Cast<object?>().Select((item, i) => (item, i)))
                Visit(item, $"{path}[{i}]", seen);
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
            foreach (var field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (!field.FieldType.IsPointer)
                    Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
    }
}
