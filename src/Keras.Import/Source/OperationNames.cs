using System.Reflection;

namespace Keras.Import;

/// <summary>The functions of <c>Keras.Ops</c> by Keras's operation classes.</summary>
internal static class OperationNames
{
    public static string Find(LayerConfiguration operation, ModelConfiguration model)
    {
        if (typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Any(m => m.Name == operation.ClassName)) return operation.ClassName;
        var text = $"Operation '{operation.Name}': Keras.Ops has no function {operation.ClassName} in this version.";
        throw new ImportException(!model.MakesMask(operation) ? text : text +
            " The model computes a mask with it that none of its layers makes: let an Embedding with mask_zero=True or a Masking layer make it, " +
            "or compute it outside of the model and give it as an input of dtype bool, then save the model again.");
    }
}
