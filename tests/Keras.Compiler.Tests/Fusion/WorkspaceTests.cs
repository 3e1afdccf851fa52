extern alias runtime;

using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Kernels = runtime::Keras.Kernels;

namespace Keras.Compiler.Tests.Fusion;

/// <summary>The compiler plans the memory that kernels of the runtime work in.</summary>
public sealed class WorkspaceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 33)]
    [InlineData(63, 16)]
    [InlineData(64, 10)]
    [InlineData(500, 77)]
    public void The_input_gradient_of_a_product_has_the_memory_that_its_kernel_asks_for(int inner, int columns)
    {
        Value Of(int id, params Dim[] lengths) => new(id, new TensorType(Shape.Of(lengths), DType.Float32), "v");
        var step = new InputGradientStep(null, [Of(0, Dim.Batch, columns), Of(1, inner, columns)], [Of(2, Dim.Batch, inner)], Scope.None);
        Assert.Equal((long)Kernels.MatrixMultiply.InputGradientWorkspace(inner, columns), step.Workspace!.Value);
    }
}
