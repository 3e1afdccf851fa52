namespace Keras.Runtime.Tests.Startup;

/// <summary>The first prediction waits for the JIT: how many kernels it compiles is held, with the widest registers of the machine and with
/// registers of 256 bits.</summary>
public class CompiledKernelsTests
{
    private static readonly (string, string)[] Narrower = [("DOTNET_EnableAVX512", "0")];

    public static TheoryData<string, bool, int, int> Limits => new()
    {
        { "mlp", false, 12, 12 },
        { "mlp", true, 12, 12 },
        { "residual", false, 30, 40 },
        { "residual", true, 30, 40 },
    };

    [Theory, MemberData(nameof(Limits))]
    public void Few_kernels_are_compiled_for_the_first_prediction(string model, bool narrower, int kernels, int loops)
    {
        var compiled = CompiledKernels.Of(model, narrower ? Narrower : []);
        // Both a product and a softmax at least: or nothing was counted.
        Assert.Contains(compiled.Kernels, line => line.Contains("ForwardKernel"));
        Assert.Contains(compiled.Loops, line => line.Contains("Softmax"));
        Assert.True(compiled.Kernels.Length <= kernels, string.Join('\n', compiled.Kernels));
        Assert.True(compiled.Loops.Length <= loops, string.Join('\n', compiled.Loops));
    }
}
