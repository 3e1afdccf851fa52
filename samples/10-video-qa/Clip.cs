using Samples.VisualQuestions;

namespace Samples.VideoQuestions;

/// <summary>A short video: two things of different shape and colour come one after the other; then one moves, the other stands still. What
/// leaves on one side comes in on the other, so that a place tells nothing of a direction; and from the middle on both are there, so that
/// no such frame tells which one came first.</summary>
internal sealed class Clip
{
    public const int Frames = 8;
    private const float Noise = 0.05f;

    /// <summary>Pixels per frame.</summary>
    private const int Speed = 2;

    private readonly int[] _firstFrames;
    private readonly Thing[] _things;

    public Clip(Random random)
    {
        var shapes = Enum.GetValues<Shape>();
        var hues = Enum.GetValues<Hue>();
        random.Shuffle(shapes);
        random.Shuffle(hues);
        (MoveX, MoveY) = random.Next(4) switch { 0 => (-1, 0), 1 => (1, 0), 2 => (0, -1), _ => (0, 1) };

        // The still thing stands beside the other's way.
        var across = random.Next(Scene.Side);
        var beside = (across + Scene.Side / 2 + random.Next(-2, 3)) % Scene.Side;
        var (along, stillAlong) = (random.Next(Scene.Side), random.Next(Scene.Side));
        _things = MoveX != 0
            ? [new(shapes[0], hues[0], along, across), new(shapes[1], hues[1], stillAlong, beside)]
            : [new(shapes[0], hues[0], across, along), new(shapes[1], hues[1], beside, stillAlong)];

        var first = random.Next(Frames / 2 - 1);
        _firstFrames = [first, random.Next(first + 1, Frames / 2)];
        random.Shuffle(_firstFrames);
    }

    public int MoveX { get; }

    public int MoveY { get; }

    public Thing Moving => _things[0];

    public Thing Still => _things[1];

    public Thing First => _firstFrames[0] < _firstFrames[1] ? _things[0] : _things[1];

    /// <summary>The frames one after another.</summary>
    public void Draw(Span<float> pixels, Random random)
    {
        var frameSize = pixels.Length / Frames;
        for (var frame = 0; frame < Frames; frame++)
        {
            var canvas = new Canvas(pixels.Slice(frame * frameSize, frameSize), Scene.Side);
            for (var i = 0; i < _things.Length; i++)
            {
                var thing = i == 0 ? _things[i] with { X = _things[i].X + Speed * frame * MoveX, Y = _things[i].Y + Speed * frame * MoveY } : _things[i];
                if (frame >= _firstFrames[i]) thing.Draw(canvas);
            }
            canvas.AddNoise(random, Noise);
        }
    }

    /// <summary>One of three kinds, each as likely.</summary>
    public Question Ask(Random random) => random.Next(3) switch
    {
        0 => new("direction", $"which way does the {Language.Word(Moving.Shape)} move", Language.Answer(MoveX, MoveY)),
        1 => new("what moves", "what colour is the moving thing", Language.Answer(Moving.Hue)),
        _ => new("order", "what colour is the first thing", Language.Answer(First.Hue)),
    };
}
