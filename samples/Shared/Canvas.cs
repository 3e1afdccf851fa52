using System.Runtime.CompilerServices;

namespace Samples.Shared;

/// <summary>Shapes that a canvas draws.</summary>
public enum Shape { Square, Circle, Triangle, Cross }

/// <summary>Colours that a canvas draws in.</summary>
public enum Hue { Red, Green, Blue, Yellow }

/// <summary>A square picture in colour that is drawn on: rows of pixels of red, green and blue, 0 to 1.</summary>
/// <param name="pixels">The picture's memory, side · side · 3.</param>
/// <param name="side">Rows and columns.</param>
public readonly ref struct Canvas(Span<float> pixels, int side)
{
    private const int Channels = 3;

    /// <summary>Points per pixel and direction that decide how much of a pixel is covered.</summary>
    private const int Points = 3;

    private readonly Span<float> _pixels = pixels;

    /// <summary>Fills a shape. What leaves the picture on one side comes in on the other.</summary>
    /// <param name="shape">What is drawn.</param>
    /// <param name="color">Red, green and blue, 0 to 1.</param>
    /// <param name="x">Column of the middle; pixel 0 reaches from 0 to 1.</param>
    /// <param name="y">Row of the middle.</param>
    /// <param name="radius">Half the shape's size in pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Shape shape, (float Red, float Green, float Blue) color, float x, float y, float radius)
    {
        var (left, right) = ((int)MathF.Floor(x - radius), (int)MathF.Ceiling(x + radius));
        var (top, bottom) = ((int)MathF.Floor(y - radius), (int)MathF.Ceiling(y + radius));
        for (var row = top; row < bottom; row++)
            for (var column = left; column < right; column++)
            {
                var covered = Coverage(shape, (column - x) / radius, (row - y) / radius, 1f / (Points * radius));
                if (covered == 0f) continue;
                var pixel = _pixels.Slice((Wrap(row) * side + Wrap(column)) * Channels, Channels);
                pixel[0] += (color.Red - pixel[0]) * covered;
                pixel[1] += (color.Green - pixel[1]) * covered;
                pixel[2] += (color.Blue - pixel[2]) * covered;
            }
    }

    /// <summary>Adds an even noise to every number.</summary>
    /// <param name="random">Where it comes from.</param>
    /// <param name="amount">The most that is added or taken away.</param>
    public void AddNoise(Random random, float amount)
    {
        foreach (ref var value in _pixels) value += amount * (2f * random.NextSingle() - 1f);
    }

    /// <summary>The pure colour.</summary>
    public static (float Red, float Green, float Blue) Color(Hue hue) => hue switch
    {
        Hue.Red => (1f, 0.1f, 0.1f),
        Hue.Green => (0.1f, 0.9f, 0.1f),
        Hue.Blue => (0.2f, 0.3f, 1f),
        _ => (1f, 0.9f, 0.1f),
    };

    private int Wrap(int position) => ((position % side) + side) % side;

    /// <summary>The part of a pixel that lies in the shape; coordinates from -1 to 1 within it.</summary>
    private static float Coverage(Shape shape, float left, float top, float step)
    {
        var inside = 0;
        for (var i = 0; i < Points; i++)
            for (var j = 0; j < Points; j++)
                if (Contains(shape, left + (j + 0.5f) * step, top + (i + 0.5f) * step)) inside++;
        return inside / (float)(Points * Points);
    }

    private static bool Contains(Shape shape, float x, float y) => shape switch
    {
        Shape.Square => MathF.Abs(x) <= 0.85f && MathF.Abs(y) <= 0.85f,
        Shape.Circle => x * x + y * y <= 1f,
        Shape.Triangle => MathF.Abs(y) <= 0.95f && MathF.Abs(x) <= (y + 0.95f) / 1.9f,
        _ => (MathF.Abs(x) <= 0.3f && MathF.Abs(y) <= 1f) || (MathF.Abs(y) <= 0.3f && MathF.Abs(x) <= 1f),
    };
}
