using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;

namespace Keras.Compiler.Binding;

/// <summary>What binding one class gives: the description for both sides, positions and problems for the analyzers.</summary>
/// <param name="Description">The model as a value.</param>
/// <param name="Foreign">Nested models of other assemblies, transitively, as their assemblies describe them.</param>
/// <param name="SourceMap">Positions of the description's nodes and of the problems.</param>
/// <param name="Problems">Faults found by binding, in order.</param>
public sealed record BindingResult(
    ModelDescription Description,
    EquatableArray<ModelDescription> Foreign,
    SourceMap SourceMap,
    ImmutableArray<Problem> Problems);
