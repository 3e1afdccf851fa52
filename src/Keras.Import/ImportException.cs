namespace Keras.Import;

/// <summary>A Keras file or configuration says something that cannot be read or expressed. The message names the layer, the key and
/// the value.</summary>
public sealed class ImportException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public ImportException()
    {
    }

    /// <summary>An exception with what was expected, what was found, and where.</summary>
    public ImportException(string message) : base(message)
    {
    }

    /// <summary>An exception with what was expected, what was found, and where, and its cause.</summary>
    public ImportException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
