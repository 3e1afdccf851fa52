namespace Keras.Analyzers.Tests;

/// <summary>KER0xx: where each squiggle stands.</summary>
public class DeclarationTests
{
    private const string Inner =
        "public partial class Inner : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }";

    public static TheoryData<string> Classes() =>
    [
        "public class {|KER001:M|} : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "public static class {|KER002:Outside|} { public partial class M : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); } }",
        "public partial class {|KER003:M|}<T> : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "public abstract partial class {|KER003:M|} : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "file partial class {|KER003:M|} : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "public class {|KER004:M|} { public KerasTensor Call([Input(4)] KerasTensor x) => x; }",
        "public partial class M{|KER005:(int units)|} : Model { public int Units => units; [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "[Model(Precision = {|KER024:(Precision)7|})] public partial class M : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "[Model(WeightStorage = {|KER024:(WeightStorage)7|})] public partial class M : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "public partial class {|KER007:M|} : Model { [Dense(4)] private readonly Dense _a; }",
    ];

    public static TheoryData<string> Members() =>
    [
        "[Dense(4)] private readonly Dense _a; public {|KER006:M|}(string tag) { } public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private readonly Dense _a; internal KerasTensor {|KER008:Call|}([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private readonly Dense _a; public KerasTensor {|KER008:Call|}<T>([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); private KerasTensor {|KER009:Call|}(int i) => null!;",
        "[Dense(4)] private readonly Dense _a; public {|KER010:KerasTensor[]|} Call([Input(4)] KerasTensor x) => [_a.Call(x)];",
        "[Dense(4)] private readonly Dense _a; public {|KER011:(KerasTensor Main, KerasTensor)|} Call([Input(4)] KerasTensor x) => (_a.Call(x), x);",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x, KerasTensor {|KER012:y|}) => _a.Call(x + y);",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] in KerasTensor {|KER013:x|}) => _a.Call(x);",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input({|KER014:0|}, 3)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private Dense {|KER020:_a|}; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private static readonly Dense {|KER020:_a|}; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private readonly Dense _a {|KER021:= null!|}; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "private readonly Dense {|KER022:_a|}; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[{|KER023:Dense(4)|}] private readonly Flatten _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4), {|KER023:Flatten|}] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[{|KER023:Dense(4)|}] private readonly Inner _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[{|KER023:Dense(4)|}] private readonly int _a; [Dense(4)] private readonly Dense _b; public KerasTensor Call([Input(4)] KerasTensor x) => _b.Call(x);",
        "[Dense(4, Activation = {|KER024:(Activation)77|})] private readonly Dense _a, _b; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(_b.Call(x));",
        "[Dense(4), Layer(Precision = {|KER024:(Precision)7|})] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4), Layer(WeightStorage = {|KER024:(WeightStorage)7|})] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4), Repeat({|KER024:0|})] private readonly Dense[] _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a[0].Call(x);",
        "[Dense(4)] private readonly Dense[] {|KER025:_a|}; public KerasTensor Call([Input(4)] KerasTensor x) => _a[0].Call(x);",
        "[Dense(4), {|KER025:Repeat(2)|}] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private readonly Dense {|KER026:_size|}; private int Size() => 1; public KerasTensor Call([Input(4)] KerasTensor x) => _size.Call(x);",
        "[Dense(4)] private readonly Dense _aB; [Dense(4)] private readonly Dense {|KER026:_AB|}; public KerasTensor Call([Input(4)] KerasTensor x) => _aB.Call(_AB.Call(x));",
        "private readonly M {|KER027:_self|}; public KerasTensor Call([Input(4)] KerasTensor x) => _self.Call(x);",
        "[Dense(4)] private readonly Dense _a; public partial KerasTensor {|KER030:Call|}([Input(4)] KerasTensor x, [Input(4)] KerasTensor y);",
    ];

    public static TheoryData<string> Bodies() =>
    [
        "{|KER040:try { x = _a.Call(x); } finally { }|} return x;",
        "{|KER040:do { x = _a.Call(x); } while (x.Rank == 1);|} return x;",
        "{|KER040:throw new System.Exception();|}",
        "for (var i = 0; i < {|KER041:System.Random.Shared.Next()|}; i++) x = _a.Call(x); return x;",
        "var f = {|KER041:(KerasTensor t) => t|}; return _a.Call(x);",
        "return _a.Call({|KER041:x ?? x|});",
        "return {|KER041:_a.Trainable|} ? _a.Call(x) : x;",
        "return _a.Call({|KER041:Wide|} > 3 ? x : x);",
        "var (y, z) = (x, {|KER041:new object()|}); return _a.Call(y);",
        "foreach (var n in new[] { 1, {|KER041:this.GetHashCode()|} }) x = _a.Call(x); return x;",
        "return x.Shape[1] switch { {|KER041:> 3|} => _a.Call(x), _ => x };",
        "return {|KER042:Call(x)|};",
        "return Helper(x); KerasTensor Helper(KerasTensor t) => {|KER042:Helper(_a.Call(t))|};",
        "Step(); return x; void Step() => {|KER044:x|} = _a.Call(x);",
    ];

    [Theory]
    [MemberData(nameof(Classes))]
    public Task TheClass(string source) => MarkupVerifier.VerifyAsync(source);

    [Theory]
    [MemberData(nameof(Members))]
    public Task ItsMembers(string members) => MarkupVerifier.VerifyAsync($"public partial class M : Model {{ {members} }}", Inner);

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task WhatCallHolds(string body) => MarkupVerifier.VerifyAsync(
        "public partial class M : Model { private static readonly int Wide = 4; [Dense(4)] private readonly Dense _a; "
        + $"public KerasTensor Call([Input(4)] KerasTensor x) {{ {body} }} }}");

    [Fact]
    public Task AFaultInAHelperInAnotherFile() => MarkupVerifier.VerifyAsync(
        "public partial class M : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => Head(x); }",
        "public partial class M { private KerasTensor Head(KerasTensor x) => _a.Call({|KER041:x ?? x|}); }");

    [Fact]
    public Task ASequentialModelInTwoFiles() => MarkupVerifier.VerifyAsync(
        "public partial class M : Model { [Dense(4)] private readonly Dense _a; public partial KerasTensor Call([Input(4)] KerasTensor x); }",
        "public partial class M { [Dense(4)] private readonly Dense {|KER029:_b|}; }");

    [Fact]
    public Task AFaultOfANestedModelIsShownThereAlone() => MarkupVerifier.VerifyAsync(
        "public partial class N : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call({|KER041:x ?? x|}); }",
        "public partial class M : Model { private readonly N _n; public KerasTensor Call([Input(4)] KerasTensor x) => _n.Call(x); }");

    [Fact]
    public async Task AMemberThatGeneratedCodeDeclaresInCall()
    {
        // With generated code C# knows the member; without it C# reports the error itself.
        var compilation = Keras.Tests.Sources.SourceCompilation.Of(
            Inner, "public partial class M : Model { private readonly Inner _inner; public KerasTensor Call([Input(4)] KerasTensor x) => _inner.Call(_inner.A.Output); }");
        var generated = compilation.AddSyntaxTrees(Keras.Tests.Sources.SourceCompilation.Tree(
            "partial class Inner { public Dense A => _a; }", "Keras.Generators/Keras.Generators.ModelGenerator/Inner.g.cs"));
        var diagnostic = Assert.Single(await MarkupVerifier.AnalyzeAsync(generated));
        Assert.Equal("KER043", diagnostic.Id);
        Assert.Equal(
            "'A' is generated, and Call must bind without generated code; use _inner.GetLayer<Dense>(\"a\")", diagnostic.GetMessage(null));
    }

    [Fact]
    public async Task AModelOfAnAssemblyBuiltWithoutTheCompiler()
    {
        var library = Keras.Tests.Sources.SourceCompilation.Named("Library", [], Inner);
        var compilation = Keras.Tests.Sources.SourceCompilation.Named(
            "Models", [library.ToMetadataReference()],
            "public partial class M : Model { private readonly Inner _inner; public KerasTensor Call([Input(4)] KerasTensor x) => _inner.Call(x); }");
        Assert.Equal(["KER028"], (await MarkupVerifier.AnalyzeAsync(compilation)).Select(d => d.Id));
    }

    [Fact]
    public async Task TheMessageSaysFoundAndAllowed()
    {
        var message = Assert.Single(await MarkupVerifier.VerifyAsync(
            "public partial class M : Model { [Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) { {|KER040:lock (x) { }|} return _a.Call(x); } }"));
        Assert.Equal(
            "This statement cannot be read at compile time: lock; Call may use locals, assignments, deconstruction, if, switch, for, foreach, "
            + "while, return, local functions and Debug.Assert", message);
    }
}
