namespace Keras.Tests.Sources;

/// <summary>Models that cover the forms of a declaration. All are without fault.</summary>
internal static class SampleModels
{
    public const string Mlp =
        """
        namespace Samples;
        public sealed partial class Mlp : Model
        {
            [Dense(64, Activation = Activation.Relu)] private readonly Dense _hidden1, _hidden2;
            [Dense(10)] private readonly Dense _output;
            public KerasTensor Call([Input(784)] KerasTensor image) => _output.Call(_hidden2.Call(_hidden1.Call(image)));
        }
        """;

    public const string Sequential =
        """
        namespace Samples;
        public sealed partial class Vision : Model
        {
            [Flatten] private readonly Flatten _flatten;
            [Dense(32)] public partial Dense Hidden { get; }
            [Dropout(0.5f)] private readonly Dropout _dropout;
            public partial KerasTensor Call([Input(28, 28, 1)] KerasTensor image);
        }
        """;

    public const string Branches =
        """
        namespace Samples;
        public static partial class Outer
        {
            internal sealed partial class Branches : Model
            {
                private const int Depth = 3;
                [Dense(Depth * 4), Repeat(Depth)] private readonly Dense[] _blocks;
                [Dense(8), Layer(Name = "head_a", Trainable = false)] private readonly Dense _mainOutput;
                [Dense(1)] private readonly Dense _auxOutput;
                private readonly Vision _vision;
                public (KerasTensor MainOutput, KerasTensor AuxOutput) Call(
                    [Input(28, 28, 1)] KerasTensor image, [Input(12)] KerasTensor extra)
                {
                    var x = Dense(extra);
                    var (a, b) = (_vision.Call(image), x);
                    if (Depth > 2) x = Concatenate([a, b], axis: -1); else x = b;
                    KerasTensor Twice(KerasTensor t) => t + a * x;
                    foreach (var block in _blocks) Debug.Assert(block.OutputShape[^1] == Depth * 4, "width");
                    return (_mainOutput.Call(x), _auxOutput.Call(x.Shape[1] switch { 4 => a, _ => Twice(x) }));
                }
                private KerasTensor Dense(KerasTensor x)
                {
                    for (var i = 0; i < _blocks.Length; i++) x = _blocks[i].Call(x);
                    return x;
                }
            }
        }
        """;

    /// <summary>All of them, in one file each.</summary>
    public static readonly string[] All = [Mlp, Sequential, Branches];
}
