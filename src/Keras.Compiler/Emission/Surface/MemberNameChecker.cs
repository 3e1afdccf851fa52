using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Emission.Surface;

/// <summary>Finds generated properties of layers whose names are taken: by a member of the user's or by another layer.</summary>
public static class MemberNameChecker
{
    /// <summary>Reports each clash at its field.</summary>
    public static void Check(ModelDescription model, IProblemSink problems)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in model.DeclaredMembers) taken[member] = $"the member '{member}' of the class";
        foreach (var field in model.Fields.Where(f => !f.IsProperty))
        {
            var name = SurfaceNames.Property(field.Name, model.Name);
            if (taken.TryGetValue(name, out var other)) problems.MemberNameClash(field.Id, name, field.Name, other);
            else taken.Add(name, $"that of '{field.Name}'");
        }
    }
}
