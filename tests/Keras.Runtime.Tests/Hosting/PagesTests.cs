using Keras.Hosting;

namespace Keras.Runtime.Tests.Hosting;

/// <summary>Memory that is taken from the system at once.</summary>
public unsafe class PagesTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2 * Megabyte)]
    [InlineData(4 * Megabyte - 1)]
    [InlineData(4 * Megabyte + 65)]
    [InlineData(33 * Megabyte)]
    public void Memory_is_zero_and_writable_to_its_end(long bytes)
    {
        using var buffer = new NativeBuffer(bytes);
        buffer.Populate();
        var values = buffer.Span<byte>();
        Assert.Equal(-1, values.IndexOfAnyExcept((byte)0));
        values.Fill(1);
        Assert.Equal(-1, values.IndexOfAnyExcept((byte)1));
    }

    [Theory]
    [InlineData(0, 8 * Megabyte)]
    [InlineData(1, 5 * Megabyte)]
    [InlineData(Megabyte - 1, Megabyte)]
    [InlineData(3 * Megabyte + 64, 4 * Megabyte)]
    public void Memory_before_and_behind_keeps_its_values(long start, long bytes)
    {
        using var buffer = new NativeBuffer(8 * Megabyte);
        buffer.Span<byte>(0, (int)start).Fill(1);
        buffer.Span<byte>(start + bytes, (int)(buffer.Length - start - bytes)).Fill(1);
        Pages.Populate(buffer.Address + start, bytes);
        Assert.Equal(-1, buffer.Span<byte>(0, (int)start).IndexOfAnyExcept((byte)1));
        Assert.Equal(-1, buffer.Span<byte>(start, (int)bytes).IndexOfAnyExcept((byte)0));
        Assert.Equal(-1, buffer.Span<byte>(start + bytes, (int)(buffer.Length - start - bytes)).IndexOfAnyExcept((byte)1));
    }
}
