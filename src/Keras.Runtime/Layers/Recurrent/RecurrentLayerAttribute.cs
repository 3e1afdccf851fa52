namespace Keras.Layers;

/// <summary>What all recurrent layers take.</summary>
/// <param name="units">Length of the state, at least 1.</param>
public abstract class RecurrentLayerAttribute(int units) : LayerDeclarationAttribute
{
    /// <summary>Length of the state and of the output's last axis.</summary>
    public int Units { get; } = units;
    /// <summary>Applied to what becomes the output; tanh by default.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;
    /// <summary>Whether a bias is added; true by default.</summary>
    public bool UseBias { get; set; } = true;
    /// <summary>Of the kernel, which multiplies the inputs.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;
    /// <summary>Of the recurrent kernel, which multiplies the state.</summary>
    public Initializer RecurrentInitializer { get; set; } = Initializer.Orthogonal;
    /// <summary>Of the bias.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;
    /// <summary>Penalty on the kernel.</summary>
    public Regularizer KernelRegularizer { get; set; }
    /// <summary>Penalty on the recurrent kernel.</summary>
    public Regularizer RecurrentRegularizer { get; set; }
    /// <summary>Penalty on the bias.</summary>
    public Regularizer BiasRegularizer { get; set; }
    /// <summary>Constraint on the kernel.</summary>
    public Constraint KernelConstraint { get; set; }
    /// <summary>Constraint on the recurrent kernel.</summary>
    public Constraint RecurrentConstraint { get; set; }
    /// <summary>Constraint on the bias.</summary>
    public Constraint BiasConstraint { get; set; }
    /// <summary>Probability in training that a feature of the inputs is dropped, the same ones at all steps; 0 by default.</summary>
    public double Dropout { get; set; }
    /// <summary>Probability in training that a feature of the state is dropped, the same ones at all steps; 0 by default. Each gate then
    /// drops features of its own.</summary>
    public double RecurrentDropout { get; set; }
    /// <summary>Seed of this layer's dropout; 0 (default) takes it from the model's seed.</summary>
    public int Seed { get; set; }
    /// <summary>Whether the output holds all steps, (batch, time, units), or the last one alone, (batch, units).</summary>
    public bool ReturnSequences { get; set; }
    /// <summary>Whether the last states are outputs, too: call <c>CallWithState</c> for them.</summary>
    public bool ReturnState { get; set; }
    /// <summary>Whether the steps are taken from the last to the first; a sequence comes out in the order in which it was made.</summary>
    public bool GoBackwards { get; set; }
    /// <summary>Whether a call begins with the states that the call before left, sample by sample, instead of zeros; false by default. The
    /// input then needs a fixed batch size, as in <c>[Input(10, 8, BatchSize = 4)]</c>. States go on from batch to batch in training,
    /// evaluation and prediction until <c>ResetState</c>; a session (<c>model.CreateSession()</c>) has states of its own. An
    /// <c>initialState</c> of the call takes their place. No gradient crosses batches.</summary>
    public bool Stateful { get; set; }
    /// <summary>Accepted as Keras's argument. The compiled loop is the same.</summary>
    public bool Unroll { get; set; }
    /// <summary>Whether the output of a masked step is zero instead of the output before.</summary>
    public bool ZeroOutputForMask { get; set; }
}
