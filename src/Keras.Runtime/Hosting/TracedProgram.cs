using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>A program whose outputs are the results of all layers.</summary>
/// <param name="Program">The program; the names of its outputs are the layers' paths.</param>
/// <param name="Results">Whose result each output is.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TracedProgram(ModelProgram Program, TracedResult[] Results);

/// <summary>A layer's result.</summary>
/// <param name="ClassName">Keras's class name of the layer.</param>
/// <param name="Node">Which call of the layer made it, counted over all calls of the models around it.</param>
/// <param name="Index">Which result of that call it is.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TracedResult(string ClassName, int Node = 0, int Index = 0);
