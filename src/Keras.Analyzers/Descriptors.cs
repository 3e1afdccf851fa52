using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Keras.Analyzers;

/// <summary>Texts, severities and pages of all diagnostics, one partial file per range of ids. The faults themselves come from the
/// compiler as values (<see cref="Compiler.Problems.ProblemFactory"/>).</summary>
public static partial class Descriptors
{
    /// <summary>Where the pages lie, a page per id: the folder of the repository, until the project has an address of its own.</summary>
    internal const string Help = "docs/diagnostics/";

    /// <summary>All descriptors by id.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> ById => All.Value;

    // Lazy, since the order in which the parts of a partial class are initialised is not defined.
    private static readonly Lazy<ImmutableDictionary<string, DiagnosticDescriptor>> All = new(() =>
        typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor))
            .Select(f => (DiagnosticDescriptor)f.GetValue(null)!)
            .ToImmutableDictionary(d => d.Id));
}
