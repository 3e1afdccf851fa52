namespace Samples.VisualQuestions;

/// <summary>One to three things that do not overlap, no two of one shape or one colour.</summary>
internal sealed class Scene
{
    public const int Side = 20;
    private const float Noise = 0.05f;

    private readonly List<Thing> _things = [];

    public Scene(Random random)
    {
        var shapes = Enum.GetValues<Shape>();
        var hues = Enum.GetValues<Hue>();
        random.Shuffle(shapes);
        random.Shuffle(hues);
        var count = random.Next(1, 4);
        while (_things.Count < count)
        {
            var (x, y) = (Place(random), Place(random));
            if (_things.TrueForAll(other => Apart(other, x, y))) _things.Add(new(shapes[_things.Count], hues[_things.Count], x, y));
        }
    }

    public IReadOnlyList<Thing> Things => _things;

    public void Draw(Span<float> pixels, Random random)
    {
        var canvas = new Canvas(pixels, Side);
        foreach (var thing in _things) thing.Draw(canvas);
        canvas.AddNoise(random, Noise);
    }

    private static float Place(Random random) => Thing.Radius + (Side - 2 * Thing.Radius) * random.NextSingle();

    private static bool Apart(Thing other, float x, float y) =>
        MathF.Max(MathF.Abs(other.X - x), MathF.Abs(other.Y - y)) > 2 * Thing.Radius;
}
