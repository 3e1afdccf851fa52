using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Layers;

namespace Keras.Hosting;

/// <summary>Lets a generated constructor take over layers that exist already.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sharing
{
    /// <summary>The given layer, if it can stand where <paramref name="blueprint"/> is declared.</summary>
    /// <param name="given">The layer of another model.</param>
    /// <param name="blueprint">What the constructed model declares there.</param>
    /// <param name="parameter">Name of the constructor's parameter.</param>
    /// <exception cref="ArgumentException">Class, configuration or a weight's shape differs.</exception>
    public static T Check<T>(T given, LayerBlueprint blueprint, [CallerArgumentExpression(nameof(given))] string parameter = "") where T : Layer
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(blueprint);
        if (given.ClassName != blueprint.ClassName || given.Configuration != blueprint.Configuration)
            throw new ArgumentException(
                $"The layer given for {parameter} has another configuration: expected {blueprint.ClassName}({blueprint.Configuration}), " +
                $"found {given.ClassName}({given.Configuration}) of layer {given.Name}.", parameter);
        // A nested model is what its class says; it has no configuration of its own.
        for (var i = 0; i < (blueprint.Wrapped?.Length ?? 0); i++)
            if (given.Inner[i].Layer is not Model) Check(given.Inner[i].Layer, blueprint.Wrapped![i], $"{parameter}.{given.Inner[i].Name}");
        var shapes = string.Join(", ", blueprint.Weights.Select(Describe));
        var found = string.Join(", ", given.OwnWeights.Select(weight => $"{weight.Name} {weight.Shape}"));
        if (shapes != found)
            throw new ArgumentException(
                $"The layer given for {parameter} has other weights: expected {shapes}, found {found} of layer {given.Name}.", parameter);
        return given;
    }

    /// <summary>The given layers, if they can stand where these blueprints are declared.</summary>
    public static T[] CheckAll<T>(IReadOnlyList<T> given, LayerBlueprint[] blueprints, [CallerArgumentExpression(nameof(given))] string parameter = "") where T : Layer
    {
        ArgumentNullException.ThrowIfNull(blueprints);
        var layers = CheckAll(given, blueprints.Length, parameter);
        for (var i = 0; i < layers.Length; i++) Check(layers[i], blueprints[i], $"{parameter}[{i}]");
        return layers;
    }

    /// <summary>The given nested models, if there are as many as declared.</summary>
    public static T[] CheckAll<T>(IReadOnlyList<T> given, int count, [CallerArgumentExpression(nameof(given))] string parameter = "") where T : Layer
    {
        ArgumentNullException.ThrowIfNull(given);
        if (given.Count != count)
            throw new ArgumentException($"{parameter} is declared with {count} layers; {given.Count} were given.", parameter);
        return [.. given];
    }

    /// <summary>Gives a new model its place in the model that made it.</summary>
    public static T Nest<T>(T nested, LayerBlueprint blueprint) where T : Model
    {
        ArgumentNullException.ThrowIfNull(nested);
        ArgumentNullException.ThrowIfNull(blueprint);
        nested.Name = blueprint.Name;
        // A model that is only applied to every time step has no calls of its own, and keeps its own node.
        if (blueprint.Nodes.Length > 0) nested.Nodes = blueprint.Nodes;
        if (!blueprint.Trainable) nested.Trainable = false;
        return nested;
    }

    private static string Describe(WeightSpec spec) => $"{spec.Name} {new TensorShape(spec.Shape)}";
}
