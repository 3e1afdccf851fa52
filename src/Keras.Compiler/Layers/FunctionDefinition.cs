using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>What only a function or an operator applies: no attribute of users declares it.</summary>
/// <typeparam name="TParameters">The function's parameters, a type named <c>XParameters</c> for the operation <c>X</c>.</typeparam>
public abstract class FunctionDefinition<TParameters> : LayerDefinition<TParameters> where TParameters : LayerDeclarationAttribute
{
    public sealed override bool IsLayer => false;

    public sealed override string ClassName => AttributeType.Name.Substring(0, AttributeType.Name.Length - "Parameters".Length);
}
