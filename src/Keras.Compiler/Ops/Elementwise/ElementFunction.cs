using System.Collections.Immutable;

namespace Keras.Compiler.Ops.Elementwise;

/// <summary>A row of the table of element functions.</summary>
/// <param name="Name">Also the name of the method in the runtime's <c>Keras.Kernels.ElementFunctions</c>.</param>
/// <param name="Arity">Number of arguments.</param>
/// <param name="Tangent">The change of the result, given those of the arguments.</param>
public sealed record ElementFunction(string Name, int Arity, TangentRule Tangent);

/// <summary>How a function's result changes: linear in <paramref name="tangents"/>.</summary>
/// <param name="x">The arguments.</param>
/// <param name="y">The result: the value itself where it is at hand, else the formula. Rules prefer it to the arguments, since the
/// backward pass then keeps nothing but the result.</param>
/// <param name="tangents">The change of each argument; the constant 0 where an argument does not change.</param>
public delegate Formula TangentRule(ImmutableArray<Formula> x, Formula y, ImmutableArray<Formula> tangents);
