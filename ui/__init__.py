"""What people touch: command line and web page; the only place that puts objects together."""
