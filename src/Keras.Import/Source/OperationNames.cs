using System.Reflection;

namespace Keras.Import;

/// <summary>The functions of <c>Keras.Ops</c> by Keras's operation classes.</summary>
internal static class OperationNames
{
    public static string Find(LayerConfiguration operation) =>
        typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Any(m => m.Name == operation.ClassName)
            ? operation.ClassName
            : throw new ImportException($"Operation '{operation.Name}': Keras.Ops has no function {operation.ClassName} in this version.");
}
