using System.Reflection;
using Keras.Compiler.Layers;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Draws what layers are called on.</summary>
internal static class RandomInputs
{
    /// <summary>Tensors that often fit each other: equal, or with an axis of their own.</summary>
    public static TensorType[] Of(LayerDefinition definition, Random random)
    {
        var first = Input(random, 0);
        var count = random.Next(definition.InputCount.Minimum, Math.Min(definition.InputCount.Maximum, definition.InputCount.Minimum + 2) + 1);
        return [.. Enumerable.Range(0, count).Select(i => i == 0 || random.Next(3) > 0 ? first
            : random.Next(2) == 0 ? Input(random, i)
            : first with { Shape = first.Shape.Rank == 1 ? first.Shape : first.Shape.WithAxis(random.Next(1, first.Shape.Rank), random.Next(1, 5)) })];
    }

    private static TensorType Input(Random random, int number)
    {
        var rank = random.Next(1, 6);
        return new(
            Shape.Of([Dim.Batch, .. Enumerable.Range(1, rank - 1).Select(axis => random.Next(4) == 0 ? Dim.Symbol($"x{number}_{axis}") : random.Next(1, 7))]),
            random.Next(8) == 0 ? DType.Int32 : DType.Float32);
    }
}

/// <summary>Draws hyperparameters: mostly such as users write, some out of range.</summary>
internal sealed class RandomHyperparameters(Random random)
{
    /// <summary>An attribute made by one of its constructors, with some of its properties set.</summary>
    public LayerDeclarationAttribute Create(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors[random.Next(constructors.Length)];
        var attribute = (LayerDeclarationAttribute)constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            parameter.HasDefaultValue && random.Next(2) == 0 ? Default(parameter) : Value(parameter.ParameterType))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && AffectsShapes(property.PropertyType)))
            if (random.Next(3) == 0) property.SetValue(attribute, Value(property.PropertyType));
        return attribute;
    }

    private static object? Default(ParameterInfo parameter) =>
        parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, parameter.DefaultValue!) : parameter.DefaultValue;

    /// <summary>What weights begin with and how they are held says nothing about shapes.</summary>
    private static bool AffectsShapes(Type type) =>
        type != typeof(string) && type != typeof(Initializer) && type != typeof(Regularizer) && type != typeof(Constraint);

    private object Value(Type type)
    {
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(int)) return random.Next(10) == 0 ? random.Next(-2, 1) : random.Next(1, 4);
        if (type == typeof(double) || type == typeof(float)) return Convert.ChangeType(random.Next(10) == 0 ? -0.5 : random.Next(0, 5) * 0.25, type, null);
        if (type == typeof(int[])) return Numbers();
        if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!;
        if (type.IsArray)
        {
            var items = Array.CreateInstance(type.GetElementType()!, random.Next(1, 3));
            for (var i = 0; i < items.Length; i++) items.SetValue(Value(type.GetElementType()!), i);
            return items;
        }
        throw new NotSupportedException($"How hyperparameters of type {type} are drawn is not known: add it here.");
    }

    /// <summary>Lists of sizes, of axes in any order, or of both sides of axes; some of them empty or out of range.</summary>
    private int[] Numbers() => random.Next(4) switch
    {
        0 => [.. Enumerable.Range(1, random.Next(1, 5)).OrderBy(_ => random.Next())],
        1 => [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => random.Next(0, 3))],
        2 => [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(-2, 4))],
        _ => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 4))],
    };
}
