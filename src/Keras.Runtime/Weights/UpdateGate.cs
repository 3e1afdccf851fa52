namespace Keras;

/// <summary>Lets predictions see weights only between two updates. Weights that meet in one model share one gate, so that a model which
/// borrows layers is safe from the training of the lender.</summary>
/// <remarks>While nothing trains, a prediction only compares a counter before and after, and repeats itself in the rare case that an update
/// fell in between. While something trains it takes turns with the updates; neither side can starve the other.</remarks>
internal sealed class UpdateGate
{
    private readonly object _turn = new();
    private volatile UpdateGate? _joined;
    private int _updates;
    private volatile int _trainings;
    private int _readers;
    private int _waitingReaders;
    private int _admittedReaders;
    private int _waitingWriters;
    private Thread? _writer;

    /// <summary>The gate that stands for this one after gates have been joined.</summary>
    public UpdateGate Root
    {
        get
        {
            var gate = this;
            while (gate._joined is { } next) gate = next;
            return gate;
        }
    }

    /// <summary>Whether a training is under way: predictions then take turns.</summary>
    public bool IsTraining => _trainings > 0;

    /// <summary>Counts beginnings and ends of updates: odd within one.</summary>
    public int Updates => Volatile.Read(ref _updates);

    /// <summary>Makes both stand for the same; between updates only.</summary>
    public static UpdateGate Join(UpdateGate left, UpdateGate right)
    {
        lock (JoinLock)
        {
            (left, right) = (left.Root, right.Root);
            if (left == right) return left;
            left.EnterUpdate();
            right.EnterUpdate();
            right._trainings += left._trainings;
            left._joined = right;
            right.LeaveUpdate();
            left.LeaveUpdate();
            return right;
        }
    }

    private static readonly Lock JoinLock = new();

    /// <summary>Announces a training; from now on predictions take turns.</summary>
    public static void BeginTraining(UpdateGate gate) => ChangeTrainings(gate, 1);

    /// <summary>The end of <see cref="BeginTraining"/>.</summary>
    public static void EndTraining(UpdateGate gate) => ChangeTrainings(gate, -1);

    private static void ChangeTrainings(UpdateGate gate, int by)
    {
        lock (JoinLock) gate.Root._trainings += by;
    }

    /// <summary>Enters an update. Returns the gate to leave.</summary>
    public UpdateGate BeginUpdate()
    {
        while (true)
        {
            var root = Root;
            root.EnterUpdate();
            if (root._joined is null) return root;
            root.LeaveUpdate();
        }
    }

    /// <summary>Leaves an update.</summary>
    public void EndUpdate() => LeaveUpdate();

    /// <summary>Enters a prediction that must not overlap an update. Returns the gate to leave, or null where the caller is itself
    /// inside an update.</summary>
    public UpdateGate? BeginRead()
    {
        while (true)
        {
            var root = Root;
            if (root._writer == Thread.CurrentThread) return null;
            root.EnterRead();
            if (root._joined is null) return root;
            root.EndRead();
        }
    }

    /// <summary>Leaves a prediction.</summary>
    public void EndRead()
    {
        lock (_turn)
        {
            if (--_readers == 0) Monitor.PulseAll(_turn);
        }
    }

    private void EnterRead()
    {
        lock (_turn)
        {
            // Whoever comes while an update waits, comes after that update.
            if (_writer is not null || _waitingWriters > 0)
            {
                _waitingReaders++;
                do Monitor.Wait(_turn);
                while (_admittedReaders == 0 && (_writer is not null || _waitingWriters > 0));
                _waitingReaders--;
                if (_admittedReaders > 0) _admittedReaders--;
            }
            _readers++;
        }
    }

    private void EnterUpdate()
    {
        lock (_turn)
        {
            _waitingWriters++;
            while (_writer is not null || _readers > 0 || _admittedReaders > 0) Monitor.Wait(_turn);
            _waitingWriters--;
            _writer = Thread.CurrentThread;
            Interlocked.Increment(ref _updates);
        }
    }

    private void LeaveUpdate()
    {
        lock (_turn)
        {
            Interlocked.Increment(ref _updates);
            _writer = null;
            // Those who waited for this update go before the next one.
            _admittedReaders = _waitingReaders;
            Monitor.PulseAll(_turn);
        }
    }
}
