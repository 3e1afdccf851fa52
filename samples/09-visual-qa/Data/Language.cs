namespace Samples.VisualQuestions;

/// <summary>The words of questions and the answers: those about pictures, and those about videos, which the next sample asks with the same
/// question encoder.</summary>
internal static class Language
{
    /// <summary>Words in the longest question, at most.</summary>
    public const int QuestionLength = 8;

    /// <summary>Numbers of words, 0 among them.</summary>
    public const int Words = 31;

    /// <summary>Number of answers.</summary>
    public const int Answers = 17;

    public static Vocabulary Vocabulary { get; } = new([
        .. "what colour shape is the thing how many things are there a in left upper half".Split(' '),
        .. "which way does move moving first".Split(' '),
        .. Enum.GetNames<Hue>().Concat(Enum.GetNames<Shape>()).Select(name => name.ToLowerInvariant()),
    ]);

    private static readonly string[] AnswerTexts =
    [
        "no", "yes", "1", "2", "3",
        .. Enum.GetNames<Hue>().Concat(Enum.GetNames<Shape>()).Select(name => name.ToLowerInvariant()),
        "leftwards", "rightwards", "up", "down",
    ];

    public static string Text(int answer) => AnswerTexts[answer];

    public static int YesOrNo(bool yes) => yes ? 1 : 0;

    public static int Number(int count) => 1 + count;

    public static int Answer(Hue hue) => 5 + (int)hue;

    public static int Answer(Shape shape) => 9 + (int)shape;

    /// <summary>Of a movement along the columns (x) or rows (y).</summary>
    public static int Answer(int moveX, int moveY) => 13 + (moveX < 0 ? 0 : moveX > 0 ? 1 : moveY < 0 ? 2 : 3);

    public static string Word(Hue hue) => hue.ToString().ToLowerInvariant();

    public static string Word(Shape shape) => shape.ToString().ToLowerInvariant();
}
