using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Keras.Compiler.Layers;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>docs/layers.md is written from the catalogue. To bring it up to date, run this test with the environment variable
/// KERAS_UPDATE_DOCS set.</summary>
public class LayersPage
{
    [Fact]
    public void The_page_of_layers_is_what_the_catalogue_says()
    {
        var path = Path.Combine(Root(), "docs", "layers.md");
        if (Environment.GetEnvironmentVariable("KERAS_UPDATE_DOCS") is not null) File.WriteAllText(path, Page());
        Assert.Equal(Page(), File.ReadAllText(path).Replace("\r", ""));
    }

    private static string Page()
    {
        var text = new StringBuilder(
            """
            # Layers and functions

            Written by a test from the compiler's catalogue; do not edit by hand.

            ## Layers

            Every layer also takes `ActivityRegularizer`. Arguments without a value have no default.

            | layer | arguments | weights | functions | operators |
            | --- | --- | --- | --- | --- |

            """.Replace("\r", ""));
        foreach (var definition in LayerCatalogue.Definitions.Where(definition => definition.IsLayer))
        {
            var configuration = CatalogueTests.Example(definition);
            var weights = definition.Weights(configuration, Shape.Of(Dim.Batch, 6, 4)).Select(weight => weight.Name + (weight.Trainable ? "" : " (statistic)"));
            text.Append($"| {definition.ClassName} | {string.Join(", ", Arguments(definition, configuration))} | {string.Join(", ", weights)} | ")
                .Append($"{string.Join(", ", definition.Functions.Select(function => $"`{function.Name}`"))} | ")
                .Append($"{string.Join(" ", definition.Operators.Select(form => $"`{form.Symbol}`"))} |\n");
        }
        text.Append(
            """

            ## Functions and operators that are no layers

            | function | arguments | operators |
            | --- | --- | --- |

            """.Replace("\r", ""));
        foreach (var definition in LayerCatalogue.Definitions.Where(definition => !definition.IsLayer))
        {
            var isFunction = definition.Functions.Length > 0;
            text.Append($"| {(isFunction ? $"`{definition.ClassName}`" : "with a number, or a sign")} | ")
                .Append($"{(isFunction ? string.Join(", ", Arguments(definition, CatalogueTests.Example(definition))) : "")} | ")
                .Append($"{string.Join(" ", definition.Operators.Select(form => $"`{form.Symbol}`").Distinct())} |\n");
        }
        return text.ToString();
    }

    private static IEnumerable<string> Arguments(LayerDefinition definition, LayerConfiguration configuration)
    {
        var required = definition.AttributeType.GetConstructors()[0].GetParameters()
            .Where(parameter => !parameter.HasDefaultValue).Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return definition.AttributeType.GetProperties()
            .Where(property => property.DeclaringType != typeof(LayerDeclarationAttribute) && property.DeclaringType != typeof(Attribute))
            .OrderBy(property => !required.Contains(property.Name)).ThenBy(property => Depth(property.DeclaringType!))
            .Select(property => required.Contains(property.Name) ? $"`{property.Name}`" : $"`{property.Name} = {Text(property.GetValue(configuration.Attribute))}`");
    }

    /// <summary>What layers have in common comes before what is their own.</summary>
    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double.PositiveInfinity => "none",
        "" => "none",
        IEnumerable list and not string => $"[{string.Join(", ", list.Cast<object>())}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Root([CallerFilePath] string file = "")
    {
        var folder = Path.GetDirectoryName(file)!;
        while (!File.Exists(Path.Combine(folder, "Keras.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
