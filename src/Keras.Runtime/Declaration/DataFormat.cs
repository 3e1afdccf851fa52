namespace Keras;

/// <summary>Where the channel axis of images and sequences is. Keras's <c>data_format</c>.</summary>
public enum DataFormat
{
    /// <summary>(batch, ..., channels), the default.</summary>
    ChannelsLast,
    /// <summary>(batch, channels, ...).</summary>
    ChannelsFirst,
}
