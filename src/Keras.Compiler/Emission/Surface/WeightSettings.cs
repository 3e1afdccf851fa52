using System.Globalization;
using Keras.Compiler.Layers;
using Keras.Layers;

namespace Keras.Compiler.Emission.Surface;

/// <summary>The initializer, regularizer and constraint of a weight as C# expressions. They are found by the weight's name: for
/// <c>kernel</c> the properties <c>KernelInitializer</c>, <c>KernelRegularizer</c>, <c>KernelConstraint</c> of the layer's attribute, and
/// the second attributes of those names, which go before.</summary>
public static class WeightSettings
{
    /// <summary>Such as <c>new global::Keras.GlorotUniform()</c>.</summary>
    public static string Initializer(LayerConfiguration configuration, WeightDeclaration weight)
    {
        var set = SetInitializer(configuration, weight);
        return weight.AroundInitializer is { } around ? $"new global::Keras.{around}({set})" : set;
    }

    private static string SetInitializer(LayerConfiguration configuration, WeightDeclaration weight)
    {
        var setting = Setting<WeightInitializerAttribute>(configuration, weight, "Initializer");
        var kind = setting?.Kind ?? Property<Initializer>(configuration, weight, "Initializer") ?? weight.DefaultInitializer;
        if (setting is null) return New(ClassOf(kind));
        var arguments = kind switch
        {
            Keras.Initializer.Constant => [("value", Text(setting.Value))],
            Keras.Initializer.Identity => [("gain", Text(setting.Gain))],
            Keras.Initializer.RandomNormal or Keras.Initializer.TruncatedNormal => [("mean", Text(setting.Mean)), ("stddev", Text(setting.Stddev))],
            Keras.Initializer.RandomUniform => [("minval", Text(setting.Minval)), ("maxval", Text(setting.Maxval))],
            Keras.Initializer.VarianceScaling =>
                [("scale", Text(setting.Scale)), ("mode", Member(setting.Mode)), ("distribution", Member(setting.Distribution))],
            Keras.Initializer.Orthogonal => [("gain", Text(setting.Gain))],
            _ => new List<(string, string)>(),
        };
        if (setting.Seed != 0) arguments.Add(("seed", CSharpText.Literal(setting.Seed)));
        return New(ClassOf(kind), [.. arguments]);
    }

    /// <summary>Such as <c>new global::Keras.L1L2(l1: 0f, l2: 0.01f)</c>, or null.</summary>
    public static string? Regularizer(LayerConfiguration configuration, WeightDeclaration weight)
    {
        var setting = Setting<WeightRegularizerAttribute>(configuration, weight, "Regularizer");
        var kind = setting?.Kind ?? Property<Regularizer>(configuration, weight, "Regularizer");
        return kind switch
        {
            null or Keras.Regularizer.None => null,
            Keras.Regularizer.Orthogonal => setting is null
                ? New("OrthogonalRegularizer")
                : New("OrthogonalRegularizer", ("factor", Text(setting.Factor)), ("columns", CSharpText.Literal(setting.Columns))),
            _ => setting is null ? New(kind.ToString()) : New("L1L2", ("l1", Text(setting.L1)), ("l2", Text(setting.L2))),
        };
    }

    /// <summary>Such as <c>new global::Keras.MaxNorm(maxValue: 2f, axis: [0])</c>, or null.</summary>
    public static string? Constraint(LayerConfiguration configuration, WeightDeclaration weight)
    {
        var setting = Setting<WeightConstraintAttribute>(configuration, weight, "Constraint");
        var kind = setting?.Kind ?? Property<Constraint>(configuration, weight, "Constraint");
        if (kind is null or Keras.Constraint.None) return null;
        if (setting is null) return New(kind.ToString());
        var axis = ("axis", CSharpText.List(setting.Axis));
        return kind switch
        {
            Keras.Constraint.MaxNorm => New("MaxNorm", ("maxValue", Text(setting.MaxValue)), axis),
            Keras.Constraint.UnitNorm => New("UnitNorm", axis),
            Keras.Constraint.MinMaxNorm => New("MinMaxNorm",
                ("minValue", Text(setting.MinValue)), ("maxValue", Text(setting.MaxValue)), ("rate", Text(setting.Rate)), axis),
            _ => New(kind.ToString()),
        };
    }

    private static TAttribute? Setting<TAttribute>(LayerConfiguration configuration, WeightDeclaration weight, string role) where TAttribute : Attribute =>
        configuration.Settings.TryGetValue(Pascal(weight.SettingsName ?? weight.Name) + role, out var setting) ? (TAttribute)setting : null;

    private static T? Property<T>(LayerConfiguration configuration, WeightDeclaration weight, string role) where T : struct =>
        (T?)configuration.Attribute.GetType().GetProperty(Pascal(weight.SettingsName ?? weight.Name) + role)?.GetValue(configuration.Attribute);

    /// <summary><c>MovingMean</c> for <c>moving_mean</c>.</summary>
    private static string Pascal(string weight) =>
        string.Concat(weight.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    /// <summary>The runtime's class bears the member's name, but where that is a layer's or attribute's too.</summary>
    private static string ClassOf(Initializer kind) =>
        kind is Keras.Initializer.Identity or Keras.Initializer.Orthogonal ? kind + "Initializer" : kind.ToString();

    private static string New(string className, params (string Name, string Value)[] arguments) =>
        $"new global::Keras.{className}({string.Join(", ", arguments.Select(a => $"{a.Name}: {a.Value}"))})";

    private static string Text(float value) => CSharpText.Literal(value);

    private static string Member(Enum value) =>
        string.Format(CultureInfo.InvariantCulture, "global::{0}.{1}", value.GetType().FullName, value);
}
