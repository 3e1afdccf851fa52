namespace Keras;

/// <summary>Stateless operations for use in <c>Call</c>: <c>using static Keras.Ops</c>.</summary>
public static partial class Ops
{
    /// <summary>An axis of unknown length in a shape.</summary>
    public const int None = Axis.None;
}
