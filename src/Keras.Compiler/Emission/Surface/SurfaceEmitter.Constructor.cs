namespace Keras.Compiler.Emission.Surface;

public static partial class SurfaceEmitter
{
    private static void WriteConstructor(CodeWriter writer, SurfaceModel model)
    {
        writer.Summary($"Makes the model: draws the weights of its layers, or takes over those of layers that exist already.");
        writer.Line("/// <param name=\"seed\">Seed of the weights and of everything random; by default another one each time.</param>");
        foreach (var field in model.Fields)
            writer.Line($"/// <param name=\"{ParameterName(field)}\">{(field.IsArray ? "Layers that exist" : "A layer that exists")} already, to be shared; null makes {(field.IsArray ? "new ones" : "a new one")}.</param>");
        if (model.Fields.Count > 0)
            writer.Line("/// <exception cref=\"global::System.ArgumentException\">A given layer has another configuration than the declared one.</exception>");
        writer.Line(GeneratedCode);
        writer.Line($"public {CSharpText.Identifier(model.Name)}(");
        using (writer.Indent())
        {
            var parameters = new List<string> { "int? seed = null" };
            parameters.AddRange(model.Fields.Select(field =>
                $"{(field.IsArray ? $"global::System.Collections.Generic.IReadOnlyList<{field.Handle}>" : field.Handle)}? {CSharpText.Identifier(ParameterName(field))} = null"));
            for (var i = 0; i < parameters.Count; i++) writer.Line(parameters[i] + (i < parameters.Count - 1 ? "," : ")"));
        }
        using (writer.Block()) WriteConstructorBody(writer, model);
    }

    private static void WriteConstructorBody(CodeWriter writer, SurfaceModel model)
    {
        if (model.Fault is not null)
        {
            foreach (var field in model.Fields) writer.Line($"{CSharpText.Identifier(field.Storage)} = null!;");
            writer.Line($"throw new global::System.InvalidOperationException({CSharpText.Literal(model.Fault)});");
            return;
        }
        writer.Line($"var root = {Hosting}SeedStream.From(seed);");
        foreach (var field in model.Fields) WriteAssignment(writer, field);
        var places = model.Fields
            .SelectMany(field => field.Layers.Select((layer, i) => (layer.KerasName, Place: CSharpText.Identifier(field.Storage) + (field.IsArray ? $"[{i}]" : ""))))
            .ToDictionary(entry => entry.KerasName, entry => entry.Place);
        writer.Line($"Build(Blueprints.Self, root, [{string.Join(", ", model.LayerOrder.Select(name => places[name]))}], static weights => new Program(weights));");
    }

    private static void WriteAssignment(CodeWriter writer, SurfaceField field)
    {
        var given = CSharpText.Identifier(ParameterName(field));
        var storage = CSharpText.Identifier(field.Storage);
        var blueprints = field.Layers.Select((_, i) => "Blueprints." + BlueprintName(field, i)).ToArray();
        var made = field.Layers.Select((layer, i) => Construct(new(field.Handle, field.IsNestedModel, layer), blueprints[i])).ToArray();
        if (field.IsArray)
        {
            using (writer.Block($"{storage} = {given} is not null ? {SharedLayers(field, given, blueprints)} : new {field.Handle}[]", ";"))
                foreach (var line in made) writer.Line(line + ",");
            return;
        }
        writer.Line(field.IsNestedModel
            ? $"{storage} = {given} ?? {made[0]};"
            : $"{storage} = {given} is null ? {made[0]} : {Hosting}Sharing.Check({given}, {blueprints[0]});");
    }

    private static string SharedLayers(SurfaceField field, string given, string[] blueprints) =>
        field.IsNestedModel
            ? $"{Hosting}Sharing.CheckAll({given}, {CSharpText.Literal(field.Layers.Count)})"
            : $"{Hosting}Sharing.CheckAll({given}, [{string.Join(", ", blueprints)}])";

    private static string Construct(SurfaceWrapped made, string blueprint)
    {
        if (made.IsNestedModel)
            return $"{Hosting}Sharing.Nest(new {made.Handle}(seed: {Hosting}SeedStream.DeriveNumber(root, {CSharpText.Literal(made.Layer.KerasName)})), {blueprint})";
        var wrapped = made.Layer.Wrapped.Select((inner, i) => ", " + Construct(inner, $"{blueprint}.Wrapped![{CSharpText.Literal(i)}]"));
        return $"new {made.Handle}({blueprint}, root{string.Concat(wrapped)})";
    }

    private static string ParameterName(SurfaceField field) => field.Parameter == "seed" ? "seedLayer" : field.Parameter;

    private static string BlueprintName(SurfaceField field, int layer) =>
        SurfaceNames.Pascal(field.Name) + (field.IsArray ? "_" + CSharpText.Literal(layer) : "") + "Layer";
}
