namespace Keras;

/// <summary>A tensor of the functional graph: shape, type and origin, but no data. In <c>Call</c> it stands for the value that will
/// flow there; on an instance it is metadata.</summary>
/// <param name="Name">Name of the input or of the operation that makes it.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">Shape with the batch axis first; <see cref="Axis.None"/> where a length is not known.</param>
/// <param name="Node">Which call of the operation made it.</param>
/// <param name="Index">Which output of that call it is.</param>
public sealed partial record KerasTensor(string Name, DType DType, TensorShape Shape, int Node = 0, int Index = 0);
