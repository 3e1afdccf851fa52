using Keras.Layers;

namespace Keras;

/// <summary>A model: derive a <c>partial class</c> directly from it, declare layers as fields with attributes and wire them in
/// <c>Call</c>. Everything else is generated.</summary>
public abstract partial class Model : Layer
{
    /// <summary>For the generated part of a model class.</summary>
    protected Model() : base("model")
    {
    }
}
