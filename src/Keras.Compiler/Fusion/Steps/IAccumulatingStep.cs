using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>A step whose kernel can add its result to what is there.</summary>
public interface IAccumulatingStep
{
    /// <summary>Whether this one can.</summary>
    bool CanAdd { get; }

    /// <summary>The step that adds to <paramref name="accumulator"/>, which becomes <paramref name="result"/>.</summary>
    Step AddTo(Value accumulator, Value result);
}
