using System.CommandLine;

namespace Samples.Shared;

/// <summary>Options that several samples have, each with the sample's own default.</summary>
public static class CommonOptions
{
    public static Option<int> Epochs(int value) => Count("--epochs", "Passes over the training data.", value);

    public static Option<int> BatchSize(int value) => Count("--batch-size", "Samples per training step.", value);

    public static Option<int> Seed() =>
        new("--seed") { Description = "Seed of the data and of the model's weights.", DefaultValueFactory = _ => 42 };

    public static Option<bool> Full() =>
        new("--full") { Description = "Instead of training: the model at the guide's full size makes one prediction and one training step." };

    public static Option<DirectoryInfo> Mnist()
    {
        var option = new Option<DirectoryInfo>("--mnist")
        {
            Description = "Folder with the idx.gz files of MNIST. Without it the program draws digits itself.",
        };
        return option.AcceptExistingOnly();
    }

    /// <summary>A number that must be at least 1.</summary>
    public static Option<int> Count(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} must be at least 1.");
        });
        return option;
    }
}
