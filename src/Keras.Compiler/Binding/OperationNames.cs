using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Compiler.Binding;

/// <summary>What users call an operation, for messages.</summary>
internal static class OperationNames
{
    public static string Of(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation or IDelegateCreationOperation => "a lambda or delegate",
        IAwaitOperation => "await",
        IThrowOperation => "throw",
        ITryOperation => "try",
        IUsingOperation or IUsingDeclarationOperation => "using",
        ILockOperation => "lock",
        ILoopOperation { LoopKind: LoopKind.While } => "do",
        IForEachLoopOperation => "await foreach",
        IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } => "yield",
        IBranchOperation => "goto",
        ILabeledOperation => "a label",
        IInstanceReferenceOperation => "'this' as a value",
        IObjectCreationOperation creation => $"new {creation.Type?.Name}",
        IAnonymousObjectCreationOperation => "an anonymous object",
        IArrayCreationOperation => "an array without elements",
        IInvocationOperation call => $"the method '{call.TargetMethod.ContainingType?.Name}.{call.TargetMethod.Name}'",
        IMethodReferenceOperation reference => $"the method group '{reference.Method.Name}'",
        IFieldReferenceOperation field => $"the field '{field.Field.Name}'",
        IPropertyReferenceOperation property => $"the property '{property.Property.ContainingType.Name}.{property.Property.Name}'",
        IEventReferenceOperation member => $"the event '{member.Event.Name}'",
        IConversionOperation conversion => $"a conversion to {conversion.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}",
        ICoalesceOperation => "'??'",
        ICoalesceAssignmentOperation => "'??='",
        IConditionalAccessOperation => "'?.'",
        IIsTypeOperation => "a type test",
        IIsPatternOperation or IPatternOperation => "a pattern",
        IIncrementOrDecrementOperation => "'x++' or 'x--' within an expression",
        IRangeOperation => "a range",
        ITypeOfOperation => "typeof",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => "dynamic",
        IWithOperation => "with",
        IInterpolatedStringOperation => "an interpolated text with format or alignment",
        IAddressOfOperation => "an address",
        IDeclarationExpressionOperation => "a declaration",
        _ => operation.Syntax.ToString() is { Length: <= 40 } text ? $"'{text}'" : "this form",
    };
}
