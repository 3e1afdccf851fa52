using System.Numerics;

namespace Keras.Datasets;

/// <summary>How digits are written: strokes in a box from (0, 0) at the top left to (1, 1), several ways for each digit.</summary>
internal static class DigitGlyphs
{
    private const int ArcSteps = 14;
    private const int CurveSteps = 6;

    /// <summary>Ways of writing each digit.</summary>
    public static IReadOnlyList<IReadOnlyList<Vector2[][]>> All { get; } =
    [
        // 0: upright, slim, and one that does not close.
        [[Arc(0.5f, 0.5f, 0.29f, 0.43f, -90, 270)], [Arc(0.5f, 0.5f, 0.2f, 0.44f, -90, 270)], [Arc(0.5f, 0.5f, 0.28f, 0.42f, -55, 285)]],
        // 1: a stroke; with a flag; with flag and foot.
        [[Line(0.5f, 0.06f, 0.5f, 0.94f)],
         [Line(0.32f, 0.26f, 0.53f, 0.07f, 0.53f, 0.94f)],
         [Line(0.33f, 0.24f, 0.52f, 0.07f, 0.52f, 0.93f), Line(0.3f, 0.93f, 0.74f, 0.93f)]],
        // 2: round head and flat foot; with a loop at the foot; with an angular neck.
        [[Curve(0.24f, 0.3f, 0.34f, 0.12f, 0.54f, 0.07f, 0.73f, 0.2f, 0.71f, 0.42f, 0.48f, 0.68f, 0.24f, 0.92f), Line(0.24f, 0.92f, 0.8f, 0.92f)],
         [Curve(0.25f, 0.27f, 0.42f, 0.08f, 0.68f, 0.14f, 0.7f, 0.4f, 0.45f, 0.76f, 0.27f, 0.92f, 0.22f, 0.8f, 0.38f, 0.76f, 0.58f, 0.91f, 0.82f, 0.88f)],
         [Curve(0.26f, 0.2f, 0.46f, 0.07f, 0.7f, 0.16f, 0.72f, 0.36f), Line(0.72f, 0.36f, 0.22f, 0.93f, 0.78f, 0.9f)]],
        // 3: two bows; flat top and one bow; two bows with a small knot.
        [[Arc(0.46f, 0.28f, 0.26f, 0.21f, -150, 90), Arc(0.46f, 0.71f, 0.3f, 0.23f, -90, 150)],
         [Line(0.24f, 0.08f, 0.74f, 0.08f, 0.46f, 0.4f), Arc(0.44f, 0.67f, 0.3f, 0.26f, -90, 145)],
         [Curve(0.25f, 0.16f, 0.5f, 0.06f, 0.72f, 0.22f, 0.56f, 0.43f, 0.4f, 0.47f, 0.6f, 0.5f, 0.76f, 0.7f, 0.56f, 0.92f, 0.24f, 0.84f)]],
        // 4: closed; open; open with a slanting stem.
        [[Line(0.6f, 0.06f, 0.2f, 0.62f, 0.84f, 0.62f), Line(0.62f, 0.34f, 0.62f, 0.95f)],
         [Line(0.28f, 0.08f, 0.25f, 0.54f, 0.78f, 0.52f), Line(0.7f, 0.06f, 0.68f, 0.95f)],
         [Curve(0.34f, 0.08f, 0.26f, 0.32f, 0.24f, 0.52f, 0.5f, 0.56f, 0.8f, 0.5f), Line(0.76f, 0.1f, 0.6f, 0.95f)]],
        // 5: with a flat top; in one go; with the top apart.
        [[Line(0.74f, 0.08f, 0.32f, 0.08f, 0.29f, 0.44f), Arc(0.45f, 0.66f, 0.3f, 0.26f, -125, 140)],
         [Curve(0.76f, 0.1f, 0.42f, 0.08f, 0.32f, 0.26f, 0.3f, 0.46f, 0.56f, 0.4f, 0.74f, 0.58f, 0.7f, 0.84f, 0.44f, 0.93f, 0.22f, 0.84f)],
         [Line(0.32f, 0.12f, 0.28f, 0.48f), Arc(0.44f, 0.68f, 0.29f, 0.25f, -115, 130), Line(0.32f, 0.1f, 0.78f, 0.06f)]],
        // 6: round; straight back; curled.
        [[Curve(0.68f, 0.1f, 0.44f, 0.2f, 0.28f, 0.46f, 0.26f, 0.68f), Arc(0.5f, 0.7f, 0.24f, 0.23f, 180, 540)],
         [Line(0.56f, 0.05f, 0.3f, 0.6f), Arc(0.49f, 0.71f, 0.22f, 0.22f, 210, 570)],
         [Curve(0.72f, 0.16f, 0.54f, 0.06f, 0.34f, 0.24f, 0.24f, 0.58f, 0.34f, 0.88f, 0.6f, 0.92f, 0.74f, 0.72f, 0.6f, 0.52f, 0.38f, 0.56f, 0.28f, 0.72f)]],
        // 7: plain; with a bar; with a hook and a bent stem.
        [[Line(0.22f, 0.1f, 0.78f, 0.1f, 0.42f, 0.95f)],
         [Line(0.22f, 0.1f, 0.78f, 0.1f, 0.44f, 0.95f), Line(0.36f, 0.52f, 0.74f, 0.5f)],
         [Line(0.23f, 0.22f, 0.23f, 0.1f), Curve(0.23f, 0.1f, 0.5f, 0.12f, 0.78f, 0.08f, 0.6f, 0.44f, 0.5f, 0.7f, 0.47f, 0.95f)]],
        // 8: two rings; slim rings; in one go.
        [[Arc(0.5f, 0.28f, 0.2f, 0.21f, 90, 450), Arc(0.5f, 0.71f, 0.26f, 0.23f, -90, 270)],
         [Arc(0.52f, 0.27f, 0.17f, 0.2f, 90, 450), Arc(0.49f, 0.7f, 0.19f, 0.24f, -90, 270)],
         [Curve(0.7f, 0.2f, 0.5f, 0.06f, 0.3f, 0.2f, 0.42f, 0.42f, 0.66f, 0.6f, 0.7f, 0.82f, 0.48f, 0.94f, 0.27f, 0.82f, 0.34f, 0.6f, 0.58f, 0.4f, 0.7f, 0.2f)]],
        // 9: straight stem; bent stem; in one go.
        [[Arc(0.48f, 0.3f, 0.23f, 0.23f, 0, 360), Line(0.71f, 0.26f, 0.68f, 0.95f)],
         [Arc(0.49f, 0.29f, 0.22f, 0.22f, 0, 360), Curve(0.71f, 0.28f, 0.72f, 0.56f, 0.62f, 0.86f, 0.34f, 0.93f)],
         [Curve(0.7f, 0.24f, 0.5f, 0.07f, 0.27f, 0.24f, 0.36f, 0.48f, 0.6f, 0.44f, 0.71f, 0.22f, 0.68f, 0.6f, 0.58f, 0.95f)]],
    ];

    /// <summary>Straight lines through points.</summary>
    private static Vector2[] Line(params ReadOnlySpan<float> coordinates)
    {
        var points = new Vector2[coordinates.Length / 2];
        for (var i = 0; i < points.Length; i++) points[i] = new(coordinates[2 * i], coordinates[2 * i + 1]);
        return points;
    }

    /// <summary>A part of an ellipse; angles in degrees, 0 to the right and 90 downwards.</summary>
    private static Vector2[] Arc(float centerX, float centerY, float radiusX, float radiusY, float from, float to)
    {
        var points = new Vector2[ArcSteps + 1];
        for (var i = 0; i <= ArcSteps; i++)
        {
            var (sine, cosine) = MathF.SinCos((from + (to - from) * i / ArcSteps) * MathF.PI / 180f);
            points[i] = new(centerX + radiusX * cosine, centerY + radiusY * sine);
        }
        return points;
    }

    /// <summary>A smooth curve (Catmull-Rom) through points.</summary>
    private static Vector2[] Curve(params ReadOnlySpan<float> coordinates)
    {
        var through = Line(coordinates);
        var points = new List<Vector2> { through[0] };
        for (var i = 0; i + 1 < through.Length; i++)
        {
            var (before, start) = (through[Math.Max(0, i - 1)], through[i]);
            var (end, after) = (through[i + 1], through[Math.Min(through.Length - 1, i + 2)]);
            for (var step = 1; step <= CurveSteps; step++)
            {
                var t = (float)step / CurveSteps;
                points.Add(0.5f * (2f * start + t * (end - before)
                    + t * t * (2f * before - 5f * start + 4f * end - after)
                    + t * t * t * (3f * start - before - 3f * end + after)));
            }
        }
        return [.. points];
    }
}
