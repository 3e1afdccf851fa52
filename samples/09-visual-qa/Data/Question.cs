namespace Samples.VisualQuestions;

/// <summary>A question about a picture and its answer.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">Its words.</param>
/// <param name="Answer">Number of the right answer.</param>
internal sealed record Question(string Kind, string Text, int Answer)
{
    /// <summary>One of five kinds, each as likely. Yes is as likely as no, as far as the scene allows.</summary>
    public static Question Ask(Scene scene, Random random)
    {
        var thing = scene.Things[random.Next(scene.Things.Count)];
        return random.Next(5) switch
        {
            0 => new("colour", $"what colour is the {Language.Word(thing.Shape)}", Language.Answer(thing.Hue)),
            1 => new("shape", $"what shape is the {Language.Word(thing.Hue)} thing", Language.Answer(thing.Shape)),
            2 => new("count", "how many things are there", Language.Number(scene.Things.Count)),
            3 => AskPlace(thing, random),
            _ => AskPresence(scene, random),
        };
    }

    private static Question AskPlace(Thing thing, Random random) => random.Next(2) == 0
        ? new("place", $"is the {Language.Word(thing.Shape)} in the left half", Language.YesOrNo(thing.X < Scene.Side / 2f))
        : new("place", $"is the {Language.Word(thing.Shape)} in the upper half", Language.YesOrNo(thing.Y < Scene.Side / 2f));

    private static Question AskPresence(Scene scene, Random random)
    {
        var present = random.Next(2) == 0;
        var hues = Enum.GetValues<Hue>().Where(hue => scene.Things.Any(thing => thing.Hue == hue) == present).ToArray();
        return new("presence", $"is there a {Language.Word(hues[random.Next(hues.Length)])} thing", Language.YesOrNo(present));
    }
}
