using CsCheck;
using Keras.Compiler.Binding;
using Keras.Compiler.Description;
using Keras.Compiler.Support;
using Keras.Tests.Sources;

namespace Keras.Generators.Tests;

/// <summary>A description survives the way through text.</summary>
public class DescriptionTextTests
{
    private static readonly Gen<ConstantValue> Constants = Gen.Recursive<ConstantValue>((depth, constant) => Gen.OneOf(
        Gen.Const(new ConstantValue(null)),
        Gen.Bool.Select(b => new ConstantValue(b)),
        Gen.Int.Select(i => new ConstantValue(i)),
        Gen.Long.Select(l => new ConstantValue(l)),
        Gen.Float.Select(f => new ConstantValue(f)),
        Gen.Double.Select(d => new ConstantValue(d)),
        Gen.String.Select(s => new ConstantValue(s)),
        Gen.Select(Gen.String, Gen.Long, (type, value) => new ConstantValue(new EnumConstant(type, value))),
        depth > 2 ? Gen.Const(new ConstantValue(1)) : constant.Array[0, 3].Select(a => new ConstantValue(a.ToEquatableArray()))));

    [Fact]
    public void EveryConstantComesBack() => Constants.Sample(constant => RoundTrip(With(constant)) == With(constant), iter: 1000);

    [Theory]
    [InlineData("Samples.Mlp")]
    [InlineData("Samples.Vision")]
    [InlineData("Samples.Outer+Branches")]
    public void EverySampleModelComesBack(string name)
    {
        var compilation = SourceCompilation.Of(SampleModels.All);
        var description = ModelBinder.Bind(compilation.Type(name), compilation, default).Description;
        Assert.Equal(description, RoundTrip(description));
    }

    [Fact]
    public void EveryKindOfNodeComesBack()
    {
        var text = "abc";
        foreach (var type in typeof(ModelDescription).Assembly.GetTypes().Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(Expression)) || t.IsSubclassOf(typeof(Statement)))))
        {
            var description = With(new(text)) with { Functions = [new("Call", ["x"], [Sample.Statement(type)])] };
            Assert.Equal(description, RoundTrip(description));
        }
    }

    [Fact]
    public void ADamagedTextIsRefused()
    {
        var text = DescriptionText.Write(With(new(1)));
        for (var length = 0; length < text.Length; length++) Assert.Null(DescriptionText.TryParse(text[..length]));
        Assert.Null(DescriptionText.TryParse(text + ","));
        Assert.Null(DescriptionText.TryParse(text.Replace("ModelDescription(", "Nothing(", StringComparison.Ordinal)));
    }

    private static ModelDescription With(ConstantValue constant) => new(
        "N.M", "N", [], "M", "public",
        [new(1, "_a", false, "", "a", [new("global::Keras.Layers.Dense", "Dense")], null,
            [new(2, "T", [new(3, "units", constant)], [])], true, null, Precision.Exact, WeightStorage.BFloat16)],
        [new(4, "x", [4, Axis.None], DType.Int32, 0)], ["Output"], false, [], ["Call"], false, false, Precision.Exact, WeightStorage.BFloat16);

    private static ModelDescription RoundTrip(ModelDescription description) => DescriptionText.Parse(DescriptionText.Write(description));

    /// <summary>A value of a record type, made from its constructor's parameters.</summary>
    private static class Sample
    {
        public static Statement Statement(Type type) =>
            type.IsSubclassOf(typeof(Statement)) ? (Statement)Make(type)! : new ExpressionStatement(1, (Expression)Make(type)!);

        private static object? Make(Type type)
        {
            if (type == typeof(int)) return 7;
            if (type == typeof(bool)) return true;
            if (type == typeof(string)) return "a \"quoted\\\" name";
            if (type == typeof(ConstantValue)) return new ConstantValue(1.5f);
            if (type == typeof(Expression)) return new LocalExpression(2, "x");
            if (type == typeof(Statement)) return new BreakStatement(3);
            if (type.IsGenericType) return Activator.CreateInstance(type);
            var constructor = type.GetConstructors().Single();
            return constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType))]);
        }
    }
}
