namespace Keras;

public abstract partial class Model
{
    private void DisposeTraining()
    {
    }
}
