namespace Keras;

/// <summary>A weight of a layer: its memory, name and whether training changes it. One object is one weight: models that share a layer
/// share it.</summary>
public sealed class Weight
{
}
