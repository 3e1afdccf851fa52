namespace Samples.Characters;

/// <summary>The characters that the model knows: the printable ones of ASCII and the line break.</summary>
internal static class Alphabet
{
    /// <summary>Number of characters.</summary>
    public const int Size = 96;

    private const char First = ' ';
    private const char Last = '~';
    private const int LineBreak = Size - 1;

    /// <summary>Characters as numbers. A carriage return is left out; what the alphabet lacks becomes a question mark.</summary>
    public static int[] Encode(string text) => [.. text.Where(character => character != '\r').Select(Number)];

    public static char Character(int number) => number == LineBreak ? '\n' : (char)(First + number);

    private static int Number(char character) => character switch
    {
        '\n' => LineBreak,
        >= First and <= Last => character - First,
        _ => '?' - First,
    };
}
