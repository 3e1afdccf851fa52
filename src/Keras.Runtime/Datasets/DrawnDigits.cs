using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Kernels;

namespace Keras.Datasets;

/// <summary>Digits drawn by the program itself, so that samples and tests run where there is no network: strokes written in several
/// ways, turned, stretched, slanted, bent, thick or thin, on a noisy ground.</summary>
public static class DrawnDigits
{
    private const int Size = 28;

    /// <summary>Draws digits 0 to 9, 28 by 28, each as likely as the others. Image i depends on the seed and i alone.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed; other seeds give other images.</param>
    public static LabeledImages Generate(int count, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var pixels = new float[count * Size * Size];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            var draw = new Draws(CounterRandom.Key((ulong)seed, (ulong)i));
            labels[i] = draw.Below(10);
            Draw(labels[i], ref draw, pixels.AsSpan(i * Size * Size, Size * Size));
        }
        return new(pixels, labels, Size, Size);
    }

    private static void Draw(int digit, ref Draws draw, Span<float> image)
    {
        var ways = DigitGlyphs.All[digit];
        var strokes = ways[draw.Below(ways.Count)];
        var hand = new Hand(ref draw);
        var radius = draw.Between(0.7f, 1.7f);
        foreach (var stroke in strokes)
        {
            var previous = hand.Place(stroke[0]);
            for (var i = 1; i < stroke.Length; i++)
            {
                var next = hand.Place(stroke[i]);
                Segment(image, previous, next, radius);
                previous = next;
            }
        }

        var ink = draw.Between(0.65f, 1f);
        var noise = draw.Between(0f, 0.12f);
        foreach (ref var pixel in image)
            pixel = Math.Clamp(pixel * ink + noise * (draw.Next() + draw.Next() - 1f), 0f, 1f);
    }

    /// <summary>A line with round ends; pixels at its edge are covered in part.</summary>
    /// <remarks>Optimized from the first call: samples draw all their digits before the runtime would get to it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Segment(Span<float> image, Vector2 from, Vector2 to, float radius)
    {
        var reach = radius + 0.5f;
        var left = Math.Max(0, (int)MathF.Floor(MathF.Min(from.X, to.X) - reach));
        var right = Math.Min(Size - 1, (int)MathF.Ceiling(MathF.Max(from.X, to.X) + reach));
        var top = Math.Max(0, (int)MathF.Floor(MathF.Min(from.Y, to.Y) - reach));
        var bottom = Math.Min(Size - 1, (int)MathF.Ceiling(MathF.Max(from.Y, to.Y) + reach));
        var along = to - from;
        var scale = 1f / MathF.Max(along.LengthSquared(), 1e-6f);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var offset = new Vector2(x, y) - from;
                var nearest = along * Math.Clamp(Vector2.Dot(offset, along) * scale, 0f, 1f);
                ref var pixel = ref image[y * Size + x];
                pixel = MathF.Max(pixel, Math.Clamp(reach - Vector2.Distance(offset, nearest), 0f, 1f));
            }
    }

    /// <summary>How one digit is written: size, turn, slant, place, and a slow wave that bends its strokes.</summary>
    private readonly struct Hand
    {
        private readonly Matrix3x2 _placement;
        private readonly Vector2 _bend;
        private readonly Vector2 _phase;

        public Hand(ref Draws draw)
        {
            var size = draw.Between(15f, 22f);
            var stretch = new Vector2(size * draw.Between(0.75f, 1.15f), size);
            var slant = draw.Between(-0.3f, 0.3f);
            var center = new Vector2(13.5f + draw.Between(-2.5f, 2.5f), 13.5f + draw.Between(-2.5f, 2.5f));
            _placement = Matrix3x2.CreateTranslation(-0.5f, -0.5f) * Matrix3x2.CreateScale(stretch) * new Matrix3x2(1f, 0f, -slant, 1f, 0f, 0f)
                * Matrix3x2.CreateRotation(draw.Between(-0.25f, 0.25f)) * Matrix3x2.CreateTranslation(center);
            _bend = new(draw.Between(-0.06f, 0.06f), draw.Between(-0.06f, 0.06f));
            _phase = new(draw.Between(0f, MathF.Tau), draw.Between(0f, MathF.Tau));
        }

        public Vector2 Place(Vector2 point) => Vector2.Transform(
            point + _bend * new Vector2(MathF.Sin(5f * point.Y + _phase.X), MathF.Sin(5f * point.X + _phase.Y)), _placement);
    }

    /// <summary>Random numbers of one image, in order.</summary>
    private struct Draws(ulong key)
    {
        private long _number;

        public float Next() => CounterRandom.Uniform(key, _number++);

        public float Between(float low, float high) => low + (high - low) * Next();

        public int Below(int count) => (int)(Next() * count);
    }
}
