extern alias runtime;

using System.Runtime.InteropServices;
using Keras.Compiler.Autodiff;
using Keras.Compiler.BackEnd;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;
using Hosting = runtime::Keras.Hosting;

namespace Keras.Compiler.Tests.Emission;

/// <summary>All that leaves a program, row-major; null where no gradient flows.</summary>
public sealed record Numbers(
    double[][] Predictions, double[] EvaluatedLossTerms, double[]?[] EvaluatedMasks, double[][] Outputs, double[]?[] Masks, double[] LossTerms, Dictionary<string, double[]> States, double[]?[] Gradients);

/// <summary>Runs the emitted code of a program on memory whose every byte is NaN before and which is checked for writes beyond its end.</summary>
public sealed unsafe class KernelRun : IDisposable
{
    private const int Guard = 64;

    private readonly List<(nint Address, int Count)> _blocks = [];

    public KernelRun(Program program, CompilerOptions? options = null)
    {
        Program = Differentiator.Differentiate(program);
        Text = KernelCompiler.Compile(
            new KernelSource(
                "", [], "Sketch", [.. program.Inputs.Select(i => (i.Name, 0))], [.. program.Outputs.Select((_, i) => $"output{i}")],
                (program with { LossTerms = [], OutputMasks = [], StateWrites = [] }).RemoveDeadCode(),
                program.LossTerms.IsEmpty && program.OutputMasks.IsEmpty ? null : (program with { StateWrites = [] }).RemoveDeadCode(), Program),
            options ?? CompilerOptions.Default);
    }

    /// <summary>The differentiated program.</summary>
    public Program Program { get; }

    /// <summary>The emitted code.</summary>
    public string Text { get; }

    /// <summary>What the emitted code makes of these tensors: inputs, then weights.</summary>
    public Numbers Run(
        ReferenceEnvironment environment, IReadOnlyList<ReferenceTensor> inputs, IReadOnlyList<ReferenceTensor> weights,
        IReadOnlyList<ReferenceTensor> cotangents, int[]? atLogits = null, Func<int, bool>? wanted = null)
    {
        var owned = Program.Weights.Select((w, i) => NewWeight(w.Weight, weights[i])).ToList();
        var emitted = EmittedAssembly.Load(Text, owned);
        var signature = emitted.Signature;
        var frame = new Hosting.Frame(signature);
        using var arena = new BorrowedArena(frame);
        frame.Batch = environment.Length(Dim.Batch);
        for (var i = 0; i < frame.Axes.Length; i++) frame.Axes[i] = environment.Length(signature.Axes[i]);
        frame.RandomKey = 42;
        frame.TrainingLayers = [.. signature.TrainingLayers.Select(environment.Trains)];
        for (var i = 0; i < inputs.Count; i++) frame.Inputs[i] = Upload(inputs[i], Program.Inputs[i].Type.DType);

        if (signature.Preparation is { } preparation)
        {
            frame.PreparedWeights = new(preparation);
            for (var i = 0; i < preparation.Lengths.Length; i++) new Span<float>(frame.Prepared(i).Value, preparation.Lengths[i]).Fill(float.NaN);
            if (signature.Slots[(int)Hosting.Phase.Prepare] > 0) Prepare(Hosting.Phase.Prepare);
            emitted.Prepare(frame);
        }
        NewOutputs();
        Prepare(Hosting.Phase.Infer);
        emitted.Infer(frame);
        var predictions = ReadOutputs();

        NewOutputs();
        frame.LossTerms = Floats(Program.LossTerms.Length);
        Prepare(Hosting.Phase.Evaluate);
        emitted.Evaluate(frame);
        var (evaluated, evaluatedMasks) = (ReadLossTerms(), ReadMasks());

        NewOutputs();
        frame.LossTerms = Floats(Program.LossTerms.Length);
        frame.LogitCotangents = [.. cotangents.Select((_, i) => atLogits?.Contains(i) ?? false)];
        frame.Cotangents = new float*[cotangents.Count];
        for (var i = 0; i < cotangents.Count; i++) frame.Cotangents[i] = (float*)Upload(cotangents[i], DType.Float32);
        frame.Gradients = new float*[owned.Count];
        for (var i = 0; i < owned.Count; i++)
        {
            frame.Gradients[i] = Floats(owned[i].Physical.Length);
            new Span<float>(frame.Gradients[i], owned[i].Physical.Length).Clear();
        }
        frame.RowGradients = new Hosting.GradientRows?[owned.Count];
        foreach (var i in signature.RowGradients)
            frame.RowGradients[i] = new(frame.Gradients[i], weights[i].Shape[0], owned[i].Count / weights[i].Shape[0], owned[i].Physical.Length);
        frame.ProductGradients = new Hosting.ProductGradient?[owned.Count];
        foreach (var i in signature.ProductGradients) frame.ProductGradients[i] = new(frame.Gradients[i], owned[i].Physical.Length);
        frame.InputGradients = new float*[inputs.Count];
        for (var i = 0; i < inputs.Count; i++) frame.InputGradients[i] = Floats(inputs[i].Data.Length);
        frame.Guards = [.. signature.Guards.Select(guard => guard.Any(sink => wanted?.Invoke(sink) ?? true))];
        Prepare(Hosting.Phase.Train);
        emitted.Forward(frame);
        var (outputs, masks) = (ReadOutputs(), ReadMasks());
        emitted.Backward(frame);

        foreach (var (address, count) in _blocks)
            Assert.True(new Span<float>((float*)address + count, Guard).IndexOfAnyExcept(float.MaxValue) < 0, "A kernel wrote beyond its memory.");
        return new(
            predictions, evaluated, evaluatedMasks, outputs, masks, ReadLossTerms(),
            Program.StateWrites.ToDictionary(w => Program.Weights[w.Weight].Weight.Path, w => Values(owned[w.Weight])),
            [.. Enumerable.Range(0, owned.Count).Select(GradientOf), .. Enumerable.Range(0, inputs.Count).Select(InputGradientOf)]);

        void Prepare(Hosting.Phase phase)
        {
            frame.Offsets = new long[signature.Slots[(int)phase]];
            var size = emitted.Plan(phase, frame.Batch, frame.Axes, frame.Offsets);
            frame.Arena = (byte*)Floats((int)(size / sizeof(float)));
        }

        void NewOutputs()
        {
            for (var i = 0; i < Program.Outputs.Length; i++)
                frame.Outputs[i] = Floats(environment.Length(Program.Outputs[i].Shape.Size));
            frame.OutputMasks = new byte*[Program.Outputs.Length];
            for (var i = 0; i < Program.OutputMasks.Length; i++)
                if (Program.OutputMasks[i] is { } mask) frame.OutputMasks[i] = (byte*)Floats((environment.Length(mask.Shape.Size) + 3) / 4);
        }

        double[]?[] ReadMasks() => [.. Program.OutputMasks.Select((mask, i) => mask is null ? null : new ReadOnlySpan<byte>(
            frame.OutputMasks[i], environment.Length(mask.Shape.Size)).ToArray().Select(v => (double)v).ToArray())];

        double[] ReadLossTerms() => Read(frame.LossTerms, Program.LossTerms.Length);

        double[][] ReadOutputs() => [.. Enumerable.Range(0, Program.Outputs.Length).Select(i =>
            Read((float*)frame.Outputs[i], environment.Length(Program.Outputs[i].Shape.Size)))];

        double[]? GradientOf(int weight)
        {
            if (Program.Backward!.WeightGradients[weight] is null || !(wanted?.Invoke(weight) ?? true)) return null;
            var values = new float[owned[weight].Count];
            int[] shape = [.. owned[weight].Shape];
            runtime::Keras.WeightLayoutExtensions.Unpack(
                owned[weight].Spec.Layout, new ReadOnlySpan<float>(frame.Gradients[weight], owned[weight].Physical.Length), shape, values);
            return [.. values.Select(v => (double)v)];
        }

        double[]? InputGradientOf(int input) =>
            Program.Backward!.InputGradients[input] is null || !(wanted?.Invoke(owned.Count + input) ?? true) ? null : Read(frame.InputGradients[input], inputs[input].Data.Length);
    }

    public void Dispose()
    {
        foreach (var (address, _) in _blocks) NativeMemory.AlignedFree((void*)address);
        _blocks.Clear();
    }

    private static runtime::Keras.Weight NewWeight(ProgramWeight weight, ReferenceTensor values)
    {
        var spec = new Hosting.WeightSpec(
            weight.Path, values.Shape, (runtime::Keras.WeightLayout)weight.Layout, runtime::Keras.WeightInitializer.From(runtime::Keras.Initializer.Zeros));
        var owned = new runtime::Keras.Weight(spec, "sketch", 0);
        owned.Assign([.. values.Data.Select(v => (float)v)]);
        return owned;
    }

    private static double[] Values(runtime::Keras.Weight weight)
    {
        var values = new float[weight.Count];
        weight.CopyTo(values);
        return [.. values.Select(v => (double)v)];
    }

    private static double[] Read(float* source, int count) => [.. new ReadOnlySpan<float>(source, count).ToArray().Select(v => (double)v)];

    private void* Upload(ReferenceTensor tensor, DType dtype)
    {
        var block = Floats(tensor.Data.Length);
        for (var i = 0; i < tensor.Data.Length; i++)
        {
            if (dtype == DType.Float32) block[i] = (float)tensor.Data[i];
            else if (dtype == DType.Int32) ((int*)block)[i] = (int)tensor.Data[i];
            else ((byte*)block)[i] = (byte)tensor.Data[i];
        }
        return block;
    }

    /// <summary>Aligned memory full of NaN, with a margin whose change is a fault.</summary>
    private float* Floats(int count)
    {
        var block = (float*)NativeMemory.AlignedAlloc((nuint)((count + Guard) * sizeof(float)), 64);
        new Span<float>(block, count).Fill(float.NaN);
        new Span<float>(block + count, Guard).Fill(float.MaxValue);
        _blocks.Add(((nint)block, count));
        return block;
    }

    /// <summary>Takes the arena, which belongs to the run, from the frame before that frees it.</summary>
    private sealed class BorrowedArena(Hosting.Frame frame) : IDisposable
    {
        public void Dispose()
        {
            frame.Arena = null;
            frame.Dispose();
        }
    }
}
