using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Compiler.Binding;

internal sealed partial class CallBinder
{
    /// <summary>Members of tensors, shapes, layers and lists that can be read at compile time.</summary>
    private static readonly ImmutableHashSet<string> ReadableMembers =
        ["Shape", "DType", "Name", "Rank", "Count", "Length", "Input", "Output", "InputShape", "OutputShape"];

    /// <summary>Methods of layers and nested models that can be read at compile time.</summary>
    private static readonly ImmutableHashSet<string> ReadableMethods =
    [
        KnownNames.Call, "CallWithState", "CallBoth", "GetLayer",
        "GetOutputAt", "GetInputAt", "GetOutputsAt", "GetInputsAt", "GetOutputShapeAt", "GetInputShapeAt",
    ];

    private Expression Field(IFieldReferenceOperation reference)
    {
        if (reference.Instance is null or IInstanceReferenceOperation
            && functions.LayerField(reference.Field) is { } name)
            return new FieldExpression(context.Node(reference.Syntax), name);
        // A tuple element goes by its number: names may change on the way, places do not.
        if (reference.Instance is { } tuple && reference.Field.CorrespondingTupleField is { } element)
            return new MemberExpression(context.Node(reference.Syntax), Expression(tuple), element.Name);
        return Unreadable(
            reference, OperationNames.Of(reference),
            reference.Field.IsStatic ? "constants ('const' instead of 'static readonly') and layer fields" : "layer fields and constants");
    }

    private Expression Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (reference.Instance is IInstanceReferenceOperation && functions.LayerField(property) is { } name)
            return new FieldExpression(context.Node(reference.Syntax), name);
        if (property.IsIndexer && reference.Instance is { } list && reference.Arguments is [{ Value: var index }])
            return Element(reference, list, index);
        if (reference.Instance is null or IInstanceReferenceOperation)
            return property.IsGenerated() ? Generated(reference, property, "the layer's field") : Unreadable(reference);
        if (property.ContainingType.IsModel())
            return Generated(
                reference, property,
                $"{reference.Instance.Syntax}.GetLayer<{property.Type.Name}>(\"{LayerProperties.LayerNameOf(property)}\")");
        return ReadableMembers.Contains(property.Name) && IsReadable(property.ContainingType)
            ? new MemberExpression(context.Node(reference.Syntax), Expression(reference.Instance), property.Name)
            : Unreadable(reference);
    }

    private UnreadableExpression Generated(IOperation reference, ISymbol member, string instead) =>
        Invalid(reference, place => context.Problems.GeneratedMemberInCall(place, member.Name, instead));

    private Expression Element(IOperation reference, IOperation list, IOperation index)
    {
        var id = context.Node(reference.Syntax);
        while (index is IConversionOperation { IsImplicit: true } conversion) index = conversion.Operand;
        if (index is IRangeOperation) return Unreadable(index);
        return index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd
            ? new IndexExpression(id, Expression(list), Expression(fromEnd.Operand), FromEnd: true)
            : new IndexExpression(id, Expression(list), Expression(index), FromEnd: false);
    }

    private Expression Invocation(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.Is(KnownNames.Ops))
            return new OperationExpression(context.Node(call.Syntax), method.Name, Arguments(call, method.Parameters, keepDefaults: false));
        if (method.ContainingType.IsLayer() && !method.IsStatic && ReadableMethods.Contains(method.Name))
        {
            var ofModelItself = call.Instance is IInstanceReferenceOperation;
            if (!ofModelItself || method.Name == "GetLayer")
            {
                var id = context.Node(call.Syntax);
                return new MethodExpression(
                    id,
                    ofModelItself ? null : Expression(call.Instance!),
                    method.Name,
                    method.TypeArguments.Select(t => t.Name).ToEquatableArray(),
                    Arguments(call, method.Parameters, keepDefaults: false));
            }
        }
        return functions.IsHelper(method) ? Helper(call) : Unreadable(call);
    }

    private Expression Helper(IInvocationOperation call)
    {
        if (call.TargetMethod.IsGenerated()) return Generated(call, call.TargetMethod, "a method of your own");
        var id = context.Node(call.Syntax);
        var target = functions.Called(call.TargetMethod, call.Syntax);
        if (target is null) return Invalid(call, null);
        var arguments = Arguments(call, target.Method.Parameters, keepDefaults: true)
            .Concat(target.Captures.Select(c => new Argument(c.Parameter, new LocalExpression(id, function.NameOf(c.Symbol)))));
        return new FunctionCallExpression(id, target.Index, arguments.ToEquatableArray());
    }

    /// <summary>The arguments in order of evaluation, under their parameters' names. Those left to their default are absent, unless
    /// the description does not know the default.</summary>
    private EquatableArray<Argument> Arguments(
        IInvocationOperation call, ImmutableArray<IParameterSymbol> parameters, bool keepDefaults)
    {
        var arguments = new List<Argument>();
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue && !keepDefaults) continue;
            if (argument.Parameter is not { } parameter)
            {
                context.HasForeignError = true;
                continue;
            }
            var name = parameters[parameter.Ordinal].Name;
            arguments.Add(parameter.RefKind is RefKind.None or RefKind.In
                ? new(name, Expression(argument.Value))
                : new(name, Unreadable(argument.Value, "an argument passed by reference", "arguments by value; return a tuple")));
        }
        return arguments.ToEquatableArray();
    }

    private Expression MethodGroup(IMethodReferenceOperation reference, IOperation target) =>
        reference.Method.Name == KnownNames.Call && reference.Method.ContainingType.IsLayer() && target is not IInstanceReferenceOperation
            ? new MethodGroupExpression(context.Node(reference.Syntax), Expression(target), reference.Method.Name)
            : Unreadable(reference, OperationNames.Of(reference), "the method group Call of a layer or nested model");

    private static bool IsReadable(INamedTypeSymbol type) =>
        type.Is(KnownNames.KerasTensor) || type.Is(KnownNames.TensorShape) || type.IsLayer()
        || type.SpecialType is SpecialType.System_Array or SpecialType.System_String
        || type.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic";
}
