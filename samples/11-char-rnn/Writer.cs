using System.Text;

namespace Samples.Characters;

/// <summary>Draws a text character by character.</summary>
/// <param name="model">What gives the probabilities.</param>
internal sealed class Writer(CharacterWriter model)
{
    private const int Units = CharacterModel.Units;

    private readonly int[] _character = new int[1];
    private readonly float[] _probabilities = new float[Alphabet.Size];
    private readonly float[] _hidden = new float[Units], _cell = new float[Units], _newHidden = new float[Units], _newCell = new float[Units];

    /// <param name="beginning">What the text goes on from.</param>
    /// <param name="length">Characters to write.</param>
    /// <param name="temperature">Below 1 takes likely characters more often than the model says.</param>
    /// <param name="random">What decides.</param>
    public string Write(string beginning, int length, double temperature, Random random)
    {
        var text = new StringBuilder(beginning);
        foreach (var character in Alphabet.Encode(beginning)) Read(character);
        for (var i = 0; i < length; i++)
        {
            var character = Draw(temperature, random);
            text.Append(Alphabet.Character(character));
            Read(character);
        }
        return text.ToString();
    }

    /// <summary>One step of the LSTM; nothing is allocated.</summary>
    private void Read(int character)
    {
        _character[0] = character;
        model.Predict(new(_character, _hidden, _cell), new(_probabilities, _newHidden, _newCell), batch: 1);
        _newHidden.CopyTo(_hidden, 0);
        _newCell.CopyTo(_cell, 0);
    }

    private int Draw(double temperature, Random random)
    {
        var sum = 0.0;
        foreach (var probability in _probabilities) sum += Math.Pow(probability, 1 / temperature);
        var rest = random.NextDouble() * sum;
        for (var i = 0; i < _probabilities.Length; i++)
            if ((rest -= Math.Pow(_probabilities[i], 1 / temperature)) < 0) return i;
        return _probabilities.Length - 1;
    }
}
