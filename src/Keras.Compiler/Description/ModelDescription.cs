using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>What one model class says, as a value: no symbol, syntax, compilation or position. Two equal descriptions compile to the
/// same code. Node numbers (<c>Id</c>) count up in the order of binding and lead to positions in a <c>SourceMap</c> beside it.</summary>
/// <param name="FullName">Namespace, containing types and name, as in metadata (<c>Samples.Outer+Headline</c>).</param>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="ContainingTypes">Headers of the containing types from outermost in, such as <c>public static partial class Outer</c>.</param>
/// <param name="Name">The class's own name.</param>
/// <param name="Modifiers">Such as <c>public sealed</c>.</param>
/// <param name="Fields">Layer fields and partial properties in order of declaration.</param>
/// <param name="Inputs">Parameters of <c>Call</c>.</param>
/// <param name="OutputNames">Element names of the returned tuple; one name, <c>Output</c>, for a single tensor.</param>
/// <param name="IsSequential">True where <c>Call</c> has no body and applies the fields in order; then <see cref="Functions"/> is empty.</param>
/// <param name="Functions"><c>Call</c> first, then the helper methods and local functions that it reaches.</param>
/// <param name="DeclaredMembers">Names of the user's own members, which generated ones must not take.</param>
/// <param name="ChainsConstructor">True where the user declares constructors of their own.</param>
/// <param name="IsFaulty">True where binding found problems: the generator then emits a skeleton that throws.</param>
/// <param name="Precision"><c>[Model(Precision)]</c>.</param>
/// <param name="WeightStorage"><c>[Model(WeightStorage)]</c>.</param>
public sealed record ModelDescription(
    string FullName,
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Name,
    string Modifiers,
    EquatableArray<FieldDescription> Fields,
    EquatableArray<InputDescription> Inputs,
    EquatableArray<string> OutputNames,
    bool IsSequential,
    EquatableArray<FunctionDescription> Functions,
    EquatableArray<string> DeclaredMembers,
    bool ChainsConstructor,
    bool IsFaulty,
    Precision Precision = Precision.Default,
    WeightStorage WeightStorage = WeightStorage.Float32)
{
    /// <summary>The layout of this record and of all below it; raised with every change, since other assemblies carry it as text.</summary>
    public const int FormatVersion = 4;

    /// <summary>Full names of the nested models, each once.</summary>
    public IEnumerable<string> NestedModels =>
        Fields.Select(f => f.NestedModel).OfType<string>().Distinct();
}

/// <summary>A field or partial property that holds a layer, an array of layers or a nested model.</summary>
/// <param name="Id">Node of the declaration.</param>
/// <param name="Name">The C# name, such as <c>_mainOutput</c>.</param>
/// <param name="IsProperty">True for a partial property, whose implementing part is emitted.</param>
/// <param name="Accessibility">Of a partial property, such as <c>public</c>.</param>
/// <param name="LayerName">The Keras name: <c>[Layer(Name)]</c> or snake case of the C# name.</param>
/// <param name="Handles">The C# type without array rank, and behind it those that it wraps, from the outside in.</param>
/// <param name="NestedModel">Full name of the model class where the (innermost) handle is one, else null.</param>
/// <param name="Attributes">All attributes on the field whose class is declared in Keras.</param>
/// <param name="Trainable"><c>[Layer(Trainable)]</c>, true by default.</param>
/// <param name="Repeat"><c>[Repeat]</c>'s count for an array field, else null.</param>
/// <param name="Precision"><c>[Layer(Precision)]</c>.</param>
/// <param name="WeightStorage"><c>[Layer(WeightStorage)]</c>.</param>
public sealed record FieldDescription(
    int Id,
    string Name,
    bool IsProperty,
    string Accessibility,
    string LayerName,
    EquatableArray<HandleDescription> Handles,
    string? NestedModel,
    EquatableArray<AttributeDescription> Attributes,
    bool Trainable,
    int? Repeat,
    Precision Precision = Precision.Default,
    WeightStorage WeightStorage = WeightStorage.Float32);

/// <summary>The C# type of a layer field, or of what that type wraps.</summary>
/// <param name="Type">Fully qualified with <c>global::</c>, such as
/// <c>global::Keras.Layers.Bidirectional&lt;global::Keras.Layers.LSTM&gt;</c>.</param>
/// <param name="Name">The simple name, such as <c>Bidirectional</c>.</param>
public sealed record HandleDescription(string Type, string Name);

/// <summary>An attribute's raw arguments; the attribute object is made from them where the graph is built.</summary>
/// <param name="Id">Node of the attribute.</param>
/// <param name="TypeName">Full metadata name, such as <c>Keras.Layers.DenseAttribute</c>.</param>
/// <param name="Positional">Constructor arguments, optional ones filled in, in order of the parameters.</param>
/// <param name="Named">Properties that the user set.</param>
public sealed record AttributeDescription(
    int Id,
    string TypeName,
    EquatableArray<AttributeArgument> Positional,
    EquatableArray<AttributeArgument> Named);

/// <summary>One argument of an attribute.</summary>
/// <param name="Id">Node of the argument's expression (of the attribute, where it is a default).</param>
/// <param name="Name">Parameter or property name.</param>
/// <param name="Value">Its constant value.</param>
public sealed record AttributeArgument(int Id, string Name, ConstantValue Value);

/// <summary>A parameter of <c>Call</c> with <c>[Input]</c>.</summary>
/// <param name="Id">Node of the parameter.</param>
/// <param name="Name">The C# name; the input's Keras name is the same in snake case.</param>
/// <param name="Shape">Without the batch axis; <see cref="Axis.None"/> for an unknown length.</param>
/// <param name="DType">Element type.</param>
/// <param name="BatchSize">Fixed batch size or 0.</param>
public sealed record InputDescription(int Id, string Name, EquatableArray<int> Shape, DType DType, int BatchSize);

/// <summary><c>Call</c>, a helper method or a local function.</summary>
/// <param name="Name">C# name, for messages.</param>
/// <param name="Parameters">Names of the parameters; locals are unique within a function.</param>
/// <param name="Body">What it does.</param>
public sealed record FunctionDescription(string Name, EquatableArray<string> Parameters, EquatableArray<Statement> Body);
