using System.Text;

namespace Keras.Compiler.Description;

/// <summary>A description as text and back. Generated code carries the text, so that other assemblies can nest the model. The form
/// follows the records by reflection: a change of theirs is a change of <see cref="ModelDescription.FormatVersion"/>.</summary>
/// <example><c>ModelDescription("Samples.Mlp","Samples",[],"Mlp",...)</c></example>
public static class DescriptionText
{
    /// <summary>The description as text.</summary>
    public static string Write(ModelDescription description)
    {
        var text = new StringBuilder();
        DescriptionWriter.Write(text, description);
        return text.ToString();
    }

    /// <summary>The description that <see cref="Write"/> gave this text for.</summary>
    /// <exception cref="FormatException">The text is damaged or of another version.</exception>
    public static ModelDescription Parse(string text) => new DescriptionReader(text).ReadAll();

    /// <summary>Like <see cref="Parse"/>; null where the text cannot be read.</summary>
    public static ModelDescription? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
