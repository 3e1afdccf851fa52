using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>The program of predictions, which stops the time of each of its steps.</summary>
/// <param name="Program">The program.</param>
/// <param name="Timer">Takes the times.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="CountBytes">Counts what the steps read and write.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProfiledProgram(ModelProgram Program, StepTimer Timer, ProfiledStep[] Steps, ByteCounter CountBytes);

/// <summary>A call of a kernel.</summary>
/// <param name="Path">Path of the layer it belongs to.</param>
/// <param name="Kernel">What it does.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProfiledStep(string Path, string Kernel);

/// <summary>Writes for each step the number of bytes that it reads and writes.</summary>
/// <param name="batch">Number of samples.</param>
/// <param name="axes">Lengths of the unknown axes.</param>
/// <param name="bytes">One number per step.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ByteCounter(long batch, ReadOnlySpan<long> axes, Span<long> bytes);
