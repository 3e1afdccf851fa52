using Keras.Compiler.Autodiff;
using Keras.Compiler.Fusion;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Graph;

namespace Keras.Compiler.Tests.Planning;

/// <summary>What the guide's largest model takes at its full size: one video of 100 frames of 224 by 224 pixels.</summary>
public class GuideMemoryTests
{
    private const long Megabyte = 1 << 20;

    private const string Vision =
        """
        public sealed partial class VisionModel : Model
        {
            [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]  private readonly Conv2D _conv1;
            [Conv2D(64, 3, Activation = Activation.Relu)]                          private readonly Conv2D _conv2;
            [MaxPooling2D]                                                         private readonly MaxPooling2D _pool1;
            [Conv2D(128, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv3;
            [Conv2D(128, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv4;
            [MaxPooling2D]                                                         private readonly MaxPooling2D _pool2;
            [Conv2D(256, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv5;
            [Conv2D(256, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv6, _conv7;
            [MaxPooling2D]                                                         private readonly MaxPooling2D _pool3;
            [Flatten]                                                              private readonly Flatten _flatten;
            public partial KerasTensor Call([Input(224, 224, 3)] KerasTensor image);
        }
        """;

    private static SourceModel VideoQa => new(
        Vision +
        """
        public sealed partial class QuestionEncoder : Model
        {
            [Embedding(10_000, 256)] private readonly Embedding _embedding;
            [LSTM(256)]              private readonly LSTM _lstm;
            public KerasTensor Call([Input(100, DType = DType.Int32)] KerasTensor question) => _lstm.Call(_embedding.Call(question));
        }
        public sealed partial class VideoQa : Model
        {
            private readonly VisionModel _vision;
            [LSTM(256)] private readonly LSTM _lstm;
            private readonly QuestionEncoder _encoder;
            [Dense(1000, Activation = Activation.Softmax)] private readonly Dense _answer;
            public KerasTensor Call([Input(100, 224, 224, 3)] KerasTensor video, [Input(100, DType = DType.Int32)] KerasTensor question) =>
                _answer.Call(Concatenate([_lstm.Call(TimeDistributed(_vision.Call, video)), _encoder.Call(question)]));
        }
        """, "VideoQa");

    [Fact]
    public void Predicting_a_video_stays_far_below_the_weights() =>
        Assert.InRange(Arena(VideoQa, training: false, CompilerOptions.Default), 0, 400 * Megabyte);

    [Fact]
    public void Training_on_a_video_stays_below_two_copies_of_the_weights() =>
        Assert.InRange(Arena(VideoQa, training: true, CompilerOptions.Default), 0, 1200 * Megabyte);

    [Fact]
    public void Without_tiles_it_would_not()
    {
        var whole = CompilerOptions.Default.Without(nameof(SampleTiles));
        Assert.InRange(Arena(VideoQa, training: false, whole), 1500 * Megabyte, long.MaxValue);
        Assert.InRange(Arena(VideoQa, training: true, whole), 6000 * Megabyte, long.MaxValue);
    }

    private static long Arena(SourceModel model, bool training, CompilerOptions options)
    {
        var program = Lowerer.Lower(model.Graph, training, options);
        if (training) program = Differentiator.Differentiate(program);
        else program = program.WithoutLossTerms();
        return ArenaPlanner.Plan(Fuser.Fuse(program, options)).Slots.Sum(slot => slot.Sizes.Max(size => size.Evaluate(_ => 1)));
    }
}
