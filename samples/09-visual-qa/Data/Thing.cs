namespace Samples.VisualQuestions;

/// <summary>A thing in a picture.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Hue">Its colour.</param>
/// <param name="X">Column of its middle.</param>
/// <param name="Y">Row of its middle.</param>
internal readonly record struct Thing(Shape Shape, Hue Hue, float X, float Y)
{
    /// <summary>Half its size in pixels.</summary>
    public const float Radius = 3f;

    public void Draw(Canvas canvas) => canvas.Fill(Shape, Canvas.Color(Hue), X, Y, Radius);
}
