namespace Keras.Compiler.Emission.Surface;

public static partial class SurfaceEmitter
{
    /// <summary>What the compiler knows of the layers, as data that all instances share.</summary>
    private static void WriteBlueprints(CodeWriter writer, SurfaceModel model)
    {
        writer.Line();
        writer.Line(GeneratedCode);
        using var _ = writer.Block("private static class Blueprints");
        foreach (var field in model.Fields)
            for (var i = 0; i < field.Layers.Count; i++)
                WriteLayer(writer, BlueprintName(field, i), field.Layers[i]);
        WriteModel(writer, model);
        writer.Line();
        writer.Line("private static global::Keras.KerasTensor Tensor(string name, global::Keras.DType dtype, int[] shape, int node = 0, int index = 0) =>");
        using (writer.Indent()) writer.Line("new(name, dtype, new(shape), node, index);");
    }

    private static void WriteLayer(CodeWriter writer, string name, SurfaceLayer layer)
    {
        WriteLayer(writer, $"internal static readonly {Hosting}LayerBlueprint {name} = new(", layer, ";");
        writer.Line();
    }

    private static void WriteLayer(CodeWriter writer, string start, SurfaceLayer layer, string end)
    {
        writer.Line(start);
        using var _ = writer.Indent();
        writer.Line($"{CSharpText.Literal(layer.ClassName)}, {CSharpText.Literal(layer.KerasName)}, {CSharpText.Literal(layer.Configuration)},");
        WriteList(writer, layer.Weights.Select(Weight), ",");
        WriteList(writer, layer.Nodes.Select(Node), layer.Trainable && layer.Wrapped.Count == 0 ? ")" + end : ",");
        if (!layer.Trainable) writer.Line("Trainable: false" + (layer.Wrapped.Count == 0 ? ")" + end : ","));
        if (layer.Wrapped.Count == 0) return;
        writer.Line("Wrapped:");
        writer.Line("[");
        using (writer.Indent())
            foreach (var wrapped in layer.Wrapped) WriteLayer(writer, "new(", wrapped.Layer, ",");
        writer.Line("])" + end);
    }

    private static string Weight(SurfaceWeight weight)
    {
        var text = $"new({CSharpText.Literal(weight.Name)}, {CSharpText.List(weight.Shape)}, global::Keras.WeightLayout.{weight.Layout}, {weight.Initializer}";
        if (!weight.Trainable) text += ", Trainable: false";
        if (weight.Regularizer is not null) text += $", Regularizer: {weight.Regularizer}";
        if (weight.Constraint is not null) text += $", Constraint: {weight.Constraint}";
        return text + ")";
    }

    private static string Node(SurfaceNode node) =>
        $"new([{string.Join(", ", node.Inputs.Select(Tensor))}], [{string.Join(", ", node.Outputs.Select(Tensor))}])";

    private static string Tensor(SurfaceGraphTensor tensor)
    {
        var text = $"Tensor({CSharpText.Literal(tensor.Name)}, global::Keras.DType.{tensor.DType}, {CSharpText.List(tensor.Shape)}";
        if (tensor.Node != 0 || tensor.Index != 0) text += $", {CSharpText.Literal(tensor.Node)}";
        if (tensor.Index != 0) text += $", {CSharpText.Literal(tensor.Index)}";
        return text + ")";
    }

    private static void WriteModel(CodeWriter writer, SurfaceModel model)
    {
        var order = model.LayerOrder.ToList();
        writer.Line($"internal static readonly {Hosting}ModelBlueprint Self = new(");
        using (writer.Indent())
        {
            writer.Line($"{CSharpText.Literal(model.Name)}, {CSharpText.Literal(model.KerasName)},");
            writer.Line($"{CSharpText.List(model.LayerOrder)},");
            writer.Line($"{CSharpText.List(model.ProgramWeights)},");
            WriteList(writer, model.Summary.Select(row =>
                $"new({CSharpText.Literal(row.Name)}, {CSharpText.Literal(row.ClassName)}, {CSharpText.Literal(row.OutputShape)}, " +
                $"{CSharpText.Literal(order.IndexOf(row.Counted ?? row.Name))}, {CSharpText.List(row.ConnectedTo)})"), ",");
            writer.Line(Node(model.Node!) + ",");
            writer.Line($"{CSharpText.Literal(model.IsLinear)});");
        }
    }

    private static void WriteList(CodeWriter writer, IEnumerable<string> items, string end)
    {
        var lines = items.ToList();
        if (lines.Count == 0)
        {
            writer.Line("[]" + end);
            return;
        }
        writer.Line("[");
        using (writer.Indent())
            foreach (var line in lines) writer.Line(line + ",");
        writer.Line("]" + end);
    }
}
