namespace Keras.Hosting;

public sealed unsafe partial class NativeBuffer
{
    /// <summary>The first byte; null after disposal.</summary>
    internal byte* Address => (byte*)_address;

    /// <summary>The first float; null after disposal.</summary>
    internal float* Floats => (float*)_address;
}
