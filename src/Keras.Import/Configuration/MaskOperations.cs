using System.Text.Json;

namespace Keras.Import;

/// <summary>Keras writes into a configuration how it computes the masks that layers pass on, and hands them to each call. The compiler
/// passes the same masks on by itself, so that this is left out. What a model computes of masks beyond that stays.</summary>
internal static class MaskOperations
{
    private const string MaskArgument = "mask";

    /// <summary>Operations that make something of the shape of a tensor alone: what a concatenation takes for a missing mask.</summary>
    private static readonly HashSet<string> Fillings = ["OnesLike", "ZerosLike"];

    /// <summary>The model without the masks that the compiler finds itself.</summary>
    public static ModelConfiguration WithoutPassedMasks(this ModelConfiguration model)
    {
        var passed = Passed(model);
        return passed.Count == 0 ? model : model with
        {
            Layers = [.. model.Layers.Where(layer => !passed.Contains(layer.Name)).Select(layer => layer with
            {
                Nodes = [.. layer.Nodes.Select(node => node with
                {
                    NamedArguments = [.. node.NamedArguments.Where(argument => !(argument.Key == MaskArgument && IsPassed(argument.Value)))],
                })],
            })],
        };

        bool IsPassed(CallArgument mask) => mask.Tensors.Any() && mask.Tensors.All(tensor => passed.Contains(tensor.Layer));
    }

    /// <summary>Whether calls of layers take what an operation makes as their mask, itself or by way of other operations.</summary>
    public static bool MakesMask(this ModelConfiguration model, LayerConfiguration operation)
    {
        var made = new HashSet<string> { operation.Name };
        for (var before = 0; before != made.Count;)
        {
            before = made.Count;
            made.UnionWith(model.Layers.Where(layer => layer.IsOperation && layer.Nodes.Any(node => TensorsOf(node).Any(Makes))).Select(layer => layer.Name));
        }
        return model.Layers.Where(layer => !layer.IsOperation).SelectMany(layer => layer.Nodes).SelectMany(node => node.NamedArguments)
            .Any(argument => argument.Key == MaskArgument && argument.Value.Tensors.Any(Makes));

        bool Makes(TensorReference tensor) => made.Contains(tensor.Layer);
    }

    /// <summary>The operations that compute such masks and nothing else.</summary>
    private static HashSet<string> Passed(ModelConfiguration model)
    {
        var operations = model.Layers.Where(layer => layer.IsOperation).ToList();
        var passed = new HashSet<string>();
        for (var before = -1; before != passed.Count;)
        {
            before = passed.Count;
            foreach (var operation in operations)
                if (IsOrigin(operation, model) || operation.Nodes.All(node => ComesFrom(node, passed))) passed.Add(operation.Name);
        }
        passed.ExceptWith(model.Outputs.Select(output => output.Tensor.Layer));
        for (var before = -1; before != passed.Count;)
        {
            before = passed.Count;
            foreach (var layer in model.Layers.Where(layer => !passed.Contains(layer.Name)))
                foreach (var node in layer.Nodes)
                {
                    passed.ExceptWith(node.Arguments.SelectMany(argument => argument.Tensors).Select(tensor => tensor.Layer));
                    foreach (var (name, argument) in node.NamedArguments)
                        if (layer.IsOperation || name != MaskArgument) passed.ExceptWith(argument.Tensors.Select(tensor => tensor.Layer));
                }
        }
        return passed;
    }

    private static bool ComesFrom(NodeConfiguration node, HashSet<string> passed) =>
        TensorsOf(node) is { Count: > 0 } tensors && tensors.All(tensor => passed.Contains(tensor.Layer));

    /// <summary>Whether an operation begins a mask: it compares the input of a layer with the value that this layer masks, or fills.</summary>
    private static bool IsOrigin(LayerConfiguration operation, ModelConfiguration model) =>
        Fillings.Contains(operation.ClassName) || (operation.ClassName == "NotEqual" && operation.Nodes.All(node =>
            node.Arguments is [TensorArgument compared, ConstantArgument { Value.ValueKind: JsonValueKind.Number } value]
            && model.Layers.Any(layer => Masks(layer, value.Value.GetDouble()) && layer.Nodes.Any(call => TensorsOf(call).Contains(compared.Tensor)))));

    /// <summary>Whether a layer masks what has a value.</summary>
    private static bool Masks(LayerConfiguration layer, double value) => !layer.IsOperation && layer.NestedModel is null
        && ((value == 0 && layer.Arguments.TryGetProperty("mask_zero", out var zero) && zero.ValueKind == JsonValueKind.True)
            || (layer.Arguments.TryGetProperty("mask_value", out var masked) && masked.ValueKind == JsonValueKind.Number && masked.GetDouble() == value));

    private static List<TensorReference> TensorsOf(NodeConfiguration node) =>
        [.. node.Arguments.Concat(node.NamedArguments.Select(argument => argument.Value)).SelectMany(argument => argument.Tensors)];
}
