//! The buffer protocol: a view of the memory that an object exports. Who exports is up to the types (`Slots::buffer`);
//! Python's `memoryview` is in the types room.
#![allow(unsafe_code)]

use super::obj::Obj;
use crate::vm::{PyResult, Vm};

/// Places of the items of a buffer that is not one contiguous row of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Items in each dimension.
    pub shape: Vec<usize>,
    /// Bytes from one item to the next in each dimension.
    pub strides: Vec<isize>,
}

/// A view of an object's memory. The exporter keeps the memory in place until the view is dropped.
pub struct Buffer {
    /// The exporting object.
    pub owner: Obj,
    /// First item.
    pub ptr: *mut u8,
    /// Length in bytes: of all items, even if they do not lie side by side.
    pub len: usize,
    /// Writing is refused.
    pub readonly: bool,
    /// Struct format of an item.
    pub format: &'static str,
    /// Bytes of an item.
    pub itemsize: usize,
    /// Dimensions; absent: one contiguous row.
    pub layout: Option<Box<Layout>>,
    /// Called when the view is given back.
    pub release: Option<fn(&Obj)>,
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if let Some(f) = self.release {
            f(&self.owner);
        }
    }
}

impl Buffer {
    /// A view of plain bytes.
    ///
    /// # Safety
    /// `len` bytes at `ptr` stay in place until `release` is called (for ever while `owner` lives, if there is none).
    pub unsafe fn bytes(
        owner: &Obj,
        ptr: *mut u8,
        len: usize,
        readonly: bool,
        release: Option<fn(&Obj)>,
    ) -> Buffer {
        Buffer { owner: owner.clone(), ptr, len, readonly, format: "B", itemsize: 1, layout: None, release }
    }

    /// The bytes, if the items lie side by side. They may change as soon as Python code runs.
    pub fn as_slice(&self) -> Option<&[u8]> {
        // SAFETY: the exporter keeps the memory in place.
        self.is_contiguous().then(|| unsafe { slice(self.ptr, self.len) })
    }

    /// The bytes for writing, if the items lie side by side and may be written. Hold it only while no Python code runs.
    pub fn as_mut_slice(&mut self) -> Option<&mut [u8]> {
        if self.readonly || !self.is_contiguous() {
            return None;
        }
        // SAFETY: the exporter keeps the memory in place; the caller runs no Python code.
        Some(unsafe {
            if self.len == 0 { &mut [] } else { std::slice::from_raw_parts_mut(self.ptr, self.len) }
        })
    }

    /// The bytes of one item, at an offset that the layout allows.
    pub fn item(&self, offset: isize) -> &[u8] {
        // SAFETY: offsets are made from positions within the shape.
        unsafe { slice(self.ptr.offset(offset), self.itemsize) }
    }

    /// Overwrites bytes at an offset that the layout allows.
    pub fn write(&self, offset: isize, data: &[u8]) {
        debug_assert!(!self.readonly, "checked by the caller");
        // SAFETY: offsets are made from positions within the shape; `data` is not part of the buffer.
        unsafe { std::ptr::copy_nonoverlapping(data.as_ptr(), self.ptr.offset(offset), data.len()) };
    }

    /// Whether the items lie side by side in C order.
    pub fn is_contiguous(&self) -> bool {
        self.layout.as_ref().is_none_or(|l| l.is_c_contiguous(self.itemsize))
    }

    /// The bytes of all items in C order.
    pub fn to_vec(&self) -> Vec<u8> {
        match (self.as_slice(), &self.layout) {
            (None, Some(l)) => {
                let mut out = Vec::with_capacity(self.len);
                l.for_each(&mut |offset| out.extend_from_slice(self.item(offset)));
                out
            }
            (bytes, _) => bytes.unwrap_or_default().to_vec(),
        }
    }
}

unsafe fn slice<'a>(ptr: *const u8, len: usize) -> &'a [u8] {
    // SAFETY: by the callers; an empty buffer may have no address.
    if len == 0 { &[] } else { unsafe { std::slice::from_raw_parts(ptr, len) } }
}

impl Layout {
    /// Number of items.
    pub fn items(&self) -> usize {
        self.shape.iter().product()
    }

    /// Strides of a contiguous array in C order.
    pub fn c_strides(shape: &[usize], itemsize: usize) -> Vec<isize> {
        let mut strides = vec![itemsize as isize; shape.len()];
        for i in (1..shape.len()).rev() {
            strides[i - 1] = strides[i].wrapping_mul(shape[i] as isize);
        }
        strides
    }

    /// Whether the items lie side by side, the last index moving fastest.
    pub fn is_c_contiguous(&self, itemsize: usize) -> bool {
        self.is_dense(itemsize, (0..self.shape.len()).rev())
    }

    /// Whether the items lie side by side, the first index moving fastest.
    pub fn is_f_contiguous(&self, itemsize: usize) -> bool {
        self.is_dense(itemsize, 0..self.shape.len())
    }

    fn is_dense(&self, itemsize: usize, dimensions: impl Iterator<Item = usize>) -> bool {
        if self.items() == 0 {
            return true;
        }
        let mut want = itemsize as isize;
        for d in dimensions {
            if self.shape[d] > 1 && self.strides[d] != want {
                return false;
            }
            want = want.wrapping_mul(self.shape[d] as isize);
        }
        true
    }

    /// Calls `f` with the offset of every item in C order.
    pub fn for_each(&self, f: &mut dyn FnMut(isize)) {
        fn walk(l: &Layout, d: usize, at: isize, f: &mut dyn FnMut(isize)) {
            match l.shape.get(d) {
                None => f(at),
                Some(n) => (0..*n as isize).for_each(|i| walk(l, d + 1, at + i * l.strides[d], f)),
            }
        }
        walk(self, 0, 0, f);
    }
}

/// A copy of the bytes of a bytes-like object; `None` if it is none.
pub fn bytes_of(vm: &Vm, o: &Obj) -> PyResult<Option<Vec<u8>>> {
    Ok(export(vm, o, false)?.map(|b| b.to_vec()))
}

/// The buffer of an object; `None` if its type has none.
pub fn export(vm: &Vm, o: &Obj, writable: bool) -> PyResult<Option<Buffer>> {
    match o.ty().slots().buffer {
        Some(f) => f(vm, o, writable).map(Some),
        None => Ok(None),
    }
}
