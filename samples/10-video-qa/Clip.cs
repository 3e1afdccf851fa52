using Samples.VisualQuestions;

namespace Samples.VideoQuestions;

/// <summary>A short video: two things of different shape and colour. One moves, the other stands still; each flashes white in one frame. What
/// leaves on one side comes in on the other, so that a place tells nothing of a direction, and no single frame answers a question.</summary>
internal sealed class Clip
{
    public const int Frames = 8;
    private const float Noise = 0.05f;

    /// <summary>Pixels per frame.</summary>
    private const int Speed = 2;

    private readonly int[] _flashes;
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

        var frames = Enumerable.Range(0, Frames).ToArray();
        random.Shuffle(frames);
        _flashes = [frames[0], frames[1]];
    }

    public int MoveX { get; }

    public int MoveY { get; }

    public Thing Moving => _things[0];

    public Thing Still => _things[1];

    public Thing FlashesFirst => _flashes[0] < _flashes[1] ? _things[0] : _things[1];

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
                thing.Draw(canvas, _flashes[i] == frame ? (1f, 1f, 1f) : Canvas.Color(thing.Hue));
            }
            canvas.AddNoise(random, Noise);
        }
    }

    /// <summary>One of four kinds, each as likely.</summary>
    public Question Ask(Random random) => random.Next(4) switch
    {
        0 => new("direction", $"which way does the {Language.Word(Moving.Shape)} move", Language.Answer(MoveX, MoveY)),
        1 => new("what moves", "what colour is the moving thing", Language.Answer(Moving.Hue)),
        2 => AskWhetherItMoves(random),
        _ => new("order", "what shape flashes first", Language.Answer(FlashesFirst.Shape)),
    };

    private Question AskWhetherItMoves(Random random)
    {
        var moves = random.Next(2) == 0;
        return new("does it move", $"does the {Language.Word((moves ? Moving : Still).Hue)} thing move", Language.YesOrNo(moves));
    }
}
