
namespace Keras.Analyzers.Tests;

/// <summary>KER1xx and KER2xx: faults of shapes and of the graph, under the expression at fault, also through a branch, a tuple, a
/// helper, a loop and a nested model.</summary>
public class GraphTests
{
    private const string Nested =
        "public partial class Nested : Model { [Dense(4)] private readonly Dense _inner; public KerasTensor Call([Input(4)] KerasTensor x) => _inner.Call(x); }";

    /// <summary>Bodies over <c>x</c> (4), <c>y</c> (5), <c>z</c> (2, 3), <c>t</c> (None, 3) and <c>i</c> (4 int32).</summary>
    public static TheoryData<string> Bodies() =>
    [
        "return {|KER103:_norm.Call(z)|};",
        "return _a.Call(x) + _a.Call({|KER102:y|});",
        "return Concatenate([x, {|KER104:z|}]);",
        "return _a.Call(x + {|KER105:y|});",
        "return {|KER106:Subtract([x, x, x])|};",
        "return {|KER107:_reshape.Call(z)|};",
        "return _a.Call({|KER109:i|});",
        "return _nested.Call({|KER110:y|});",
        "return {|KER112:_glu.Call(x)|};",
        "return Dot([x, {|KER132:y|}], axes: 1);",
        "var p = _a.Call(x); var q = _a.Call(p); return {|KER201:_a.Output|};",
        "return {|KER203:_a.Output|};",
        "var p = _a.Call(x); return _a.GetOutputAt({|KER204:1|});",
        "return GetLayer<Dense>({|KER205:\"b\"|}).Call(x);",
        "var p = _a.Call(x); return {|KER206:GetLayer<Flatten>(\"a\")|}.Output;",
        "return _a.Call({|KER212:_nested.GetLayer<Dense>(\"inner\").Output|});",
        "for (var n = 0; {|KER213:n < t.Shape[1]|}; n++) x = _a.Call(x); return x;",
        "{|KER214:for (var n = 0; n >= 0; ) x = _a.Call(x);|} return x;",
        "Debug.Assert({|KER215:x.Shape[1] == 5|}); return _a.Call(x);",
        "return _a.Call(x.Shape[{|KER216:7|}] == 1 ? x : x);",
        "if (true) { if (x.Shape[1] == 4) x = x + {|KER105:y|}; } return _a.Call(x);",
        "var (p, q) = (x, x + {|KER105:y|}); return _a.Call(p);",
        "return _a.Call(Sum(x)); KerasTensor Sum(KerasTensor v) => v + {|KER105:y|};",
        "for (var n = 0; n < 3; n++) x = x + {|KER105:y|}; return _a.Call(x);",
    ];

    /// <summary>Whole classes.</summary>
    public static TheoryData<string> Classes() =>
    [
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input] KerasTensor x) => _a.Call({|KER101:x|});",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(3, None)] KerasTensor x) => _a.Call({|KER108:x|});",
        "[Softmax] private readonly Softmax _a; public KerasTensor Call([Input(3)] KerasTensor x) => _a.Call(x, {|KER111:x|});",
        "[Dropout(0.5f, NoiseShape = new[] { 3, 4, 5 })] private readonly Dropout _a; public KerasTensor Call([Input(3)] KerasTensor x) => {|KER113:_a.Call(x)|};",
        "[RepeatVector(2)] private readonly RepeatVector _a; public KerasTensor Call([Input(3, 4)] KerasTensor x) => _a.Call({|KER130:x|});",
        "[Cropping1D(2)] private readonly Cropping1D _a; public KerasTensor Call([Input(4, 8)] KerasTensor x) => _a.Call({|KER131:x|});",
        "[Permute({|KER024:new[] { 1, 3 }|})] private readonly Permute _a; public KerasTensor Call([Input(4, 8)] KerasTensor x) => _a.Call(x);",
        "[Conv2D(8, 5)] private readonly Conv2D _a; public KerasTensor Call([Input(4, 4, 3)] KerasTensor x) => _a.Call({|KER120:x|});",
        "[Conv2D(8, 3, Groups = 4)] private readonly Conv2D _a; public KerasTensor Call([Input(8, 8, 6)] KerasTensor x) => _a.Call({|KER121:x|});",
        "[Conv2D(8, 3, Groups = {|KER024:3|})] private readonly Conv2D _a; public KerasTensor Call([Input(8, 8, 6)] KerasTensor x) => _a.Call(x);",
        "[Conv2DTranspose(8, 3, 2, OutputPadding = {|KER024:[2]|})] private readonly Conv2DTranspose _a; public KerasTensor Call([Input(8, 8, 6)] KerasTensor x) => _a.Call(x);",
        "[LSTM(4)] private readonly LSTM _a; public KerasTensor Call([Input(3)] KerasTensor x) => _a.Call({|KER130:x|});",
        "[LSTM(4)] private readonly LSTM _a; public KerasTensor Call([Input(5, 3)] KerasTensor x, [Input(4)] KerasTensor h) => _a.Call(x, initialState: [{|KER161:h|}]);",
        "[Dense(4)] private readonly Bidirectional<Dense> _a; public KerasTensor Call([Input(5, 3)] KerasTensor x) => {|KER162:_a.Call(x)|};",
        "[LSTM(4, Stateful = {|KER163:true|})] private readonly LSTM _a; public KerasTensor Call([Input(5, 3)] KerasTensor x) => _a.Call(x);",
        "[LSTM(4, Stateful = {|KER163:true|})] private readonly Bidirectional<LSTM> _a; public KerasTensor Call([Input(5, 3)] KerasTensor x) => _a.Call(x);",
        "[GRU(4)] private readonly GRU _a; public KerasTensor Call([Input(5, 3)] KerasTensor x, [Input(3)] KerasTensor h) => _a.Call(initialState: [{|KER161:h|}], x: x);",
        "[ReLU] private readonly ReLU _a; public (KerasTensor A, KerasTensor B) Call([Input(3)] KerasTensor x, [Input(4)] KerasTensor y) { var p = _a.Call(x); var q = _a.Call(y); Debug.Assert({|KER202:_a.OutputShape|} == x.Shape); return (p, q); }",
        "[Dense(4)] private readonly Dense _a, {|KER207:_b|}; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private readonly Dense _a, {|KER208:_b|}; public KerasTensor Call([Input(4)] KerasTensor x) { _b.Call(x); return _a.Call(x); }",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x, [Input(4)] KerasTensor {|KER209:y|}) => _a.Call(x);",
        "[Dense(4)] private readonly Dense _a; [Dense(4), Layer(Name = \"a\")] private readonly Dense {|KER210:_b|}; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(_b.Call(x));",
        "[Dense(4)] private readonly Dense _a; public (KerasTensor A, KerasTensor B) Call([Input(4)] KerasTensor x) => {|KER211:(_a.Call(x), null!)|};",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => {|KER217:x.Shape[1] switch { 1 => x, 2 => x }|};",
        "[Add] private readonly Add _a; public KerasTensor Call([Input(4)] KerasTensor x, [Input(4)] KerasTensor y) { var s = _a.Call([x, y]); Debug.Assert({|KER219:_a.Input|} == x); return s; }",
        "[Dense(4), Layer(Name = \"a/b\")] private readonly Dense {|KER218:_b|}; public KerasTensor Call([Input(4)] KerasTensor x) => _b.Call(x);",
        "[Embedding(7, 3, InputLength = {|KER031:5|})] private readonly Embedding _a; public KerasTensor Call([Input(5, DType = DType.Int32)] KerasTensor x) => _a.Call(x);",
        "[BatchNormalization] private readonly BatchNormalization _a; public KerasTensor Call([Input(5, 3)] KerasTensor x, [Input(4, DType = DType.Bool)] KerasTensor m) => _a.Call(x, mask: {|KER111:m|});",
        "[Dense({|KER024:0|})] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4)] private readonly TimeDistributed<Dense> _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call({|KER150:x|});",
        "[Dense(4)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => TimeDistributed(_a.Call, {|KER150:x|});",
        "[Dense(4)] private readonly TimeDistributed<TimeDistributed<Dense>> _a; public KerasTensor Call([Input(2, 4)] KerasTensor x) => _a.Call({|KER150:x|});",
        "private readonly Two _a; public KerasTensor Call([Input(3, 4)] KerasTensor x, [Input(5, 4)] KerasTensor y) => TimeDistributed(_a.Call, x, {|KER151:y|}); "
            + "public partial class Two : Model { public KerasTensor Call([Input(4)] KerasTensor a, [Input(4)] KerasTensor b) => a + b; }",
        "[Dense(4)] private readonly TimeDistributed<Dense> _a; public KerasTensor Call([Input(2, None)] KerasTensor x) => _a.Call({|KER108:x|});",
        "private readonly TimeDistributed<Dense> {|KER022:_a|}; public KerasTensor Call([Input(2, 4)] KerasTensor x) => _a.Call(x);",
        "[Dense(4), {|KER023:Flatten|}] private readonly TimeDistributed<Dense> _a; public KerasTensor Call([Input(2, 4)] KerasTensor x) => _a.Call(x);",
        "public KerasTensor Call([Input(2, 4)] KerasTensor x) => TimeDistributed({|KER041:Twice|}, x); private static KerasTensor Twice(KerasTensor x) => x + x;",
    ];

    [Theory]
    [MemberData(nameof(Classes))]
    public Task WhatTheClassDeclares(string members) => MarkupVerifier.VerifyAsync($"public partial class M : Model {{ {members} }}");

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task WhatCallComputes(string body) => MarkupVerifier.VerifyAsync(
        "public partial class M : Model { [Dense(4)] private readonly Dense _a; [Reshape(7)] private readonly Reshape _reshape; private readonly Nested _nested; "
        + "[LayerNormalization(Axis = new[] { 3 })] private readonly LayerNormalization _norm; [Dense(5, Activation = Activation.Glu)] private readonly Dense _glu; "
        + "public KerasTensor Call([Input(4)] KerasTensor x, [Input(5)] KerasTensor y, [Input(2, 3)] KerasTensor z, [Input(None, 3)] KerasTensor t, "
        + $"[Input(4, DType = DType.Int32)] KerasTensor i) {{ {body} }} }}", Nested);
}
